"""The errors of a backend, told in Chinese and in English."""


class UnableToUseBackend(RuntimeError):
    """What was asked of a backend could not be done; ``zh`` and ``en`` tell what was expected, found and to be done."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


class UnableToStart(UnableToUseBackend):
    """The engine cannot be started: a part is missing, or its scratch folder is in use."""


class UnableToRead(UnableToUseBackend):
    """A table's file is not there or is not Parquet."""


class UnableToRun(UnableToUseBackend):
    """The SQL given is not one SELECT, names something unknown, or failed on the rows."""


class UnableToTranslate(UnableToRun):
    """The SQL has a part that cannot be promised to mean the same on every engine."""


class UnableToMap(UnableToUseBackend):
    """A mapped function returned batches of other columns than it promised."""


class UnableToWrite(UnableToUseBackend):
    """A table could not be written."""
