"""A Doc comes in; its sentences go out, as the spans of the group "sentences".

A sentence ends with 。！？；or …… and with its paragraph. Marks inside quotation marks, brackets or 《》 that
the paragraph closes end nothing, but a closing quotation mark directly behind a mark does:

    他说：“今年任务重。大家要努力！”散会后，省水利厅来人。 → 他说：“…努力！” | 散会后，省水利厅来人。
"""

from kg.language.sentences.component import sentences, split

__all__ = ["sentences", "split"]
