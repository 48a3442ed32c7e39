"""Problems that stop the start, each a Vietnamese sentence for the person who installs."""


class CannotStart(Exception):
    """A setting, a content file or a scenario that cannot be used; the message says where and what to do."""
