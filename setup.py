"""The ontology stands at the top of the repository and is installed inside the package, as kg/ontology."""

from setuptools import find_namespace_packages, setup

setup(
    packages=[*find_namespace_packages(include=["kg", "kg.*"]), "kg.ontology", "kg.ontology.queries"],
    package_dir={"kg.ontology": "ontology"},
)
