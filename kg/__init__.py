"""Knowledge graphs from the pages of Chinese local newspapers."""
