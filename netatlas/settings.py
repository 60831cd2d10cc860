"""Every setting, with its default and meaning. Each is read from an environment variable `NETATLAS_*`.

Errors: SettingsError, for a variable whose value does not fit; its message names the variable.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ADDRESS = r"^https?://[^\s/]+(?:/\S*)?$"


class SettingsError(Exception):
    """A setting has a value that does not fit."""


class Settings(BaseSettings):
    """The settings of one run."""

    model_config = SettingsConfigDict(env_prefix="NETATLAS_", extra="ignore", frozen=True)

    home: Path = Field(Path("~/.netatlas"), description="Folder where everything is kept.")
    host: str = Field("127.0.0.1", description="Address the site listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the site listens on; 0 takes a free one.")
    database_url: str = Field(
        "", description="SQLAlchemy URL of the database; empty: SQLite in the home folder."
    )
    search_url: str = Field(
        "", description="URL of Elasticsearch, several with commas between; empty: the embedded index."
    )
    search_user: str = Field("", description="Name for Elasticsearch; empty: none.")
    search_password: SecretStr = Field(SecretStr(""), description="Password for Elasticsearch.")
    search_api_key: SecretStr = Field(
        SecretStr(""), description="API key for Elasticsearch, instead of name and password."
    )
    search_ca_file: Path | None = Field(
        None, description="Certificate authority of Elasticsearch's servers; empty: the system's."
    )
    search_prefix: str = Field(
        "netatlas",
        pattern=r"^[a-z0-9][a-z0-9_-]*$",
        description="What the names of all search indexes begin with.",
    )
    search_seconds: float = Field(10.0, gt=0, description="Longest time of a request to Elasticsearch.")
    processes: int = Field(2, ge=1, le=64, description="How many papers are read at the same time.")
    read_seconds: float = Field(
        180.0, gt=0, description="Most processor time for reading one paper, in seconds."
    )
    read_memory_mb: int = Field(2048, ge=256, description="Memory limit of the reading process, in MB.")
    verify_seconds: float = Field(
        120.0, gt=0, description="Most processor time for running one network, in seconds."
    )
    verify: str = Field(
        "onnx,pytorch",
        pattern=r"^(?:(?:pytorch|keras|tensorflow|caffe|onnx)(?:,(?:pytorch|keras|tensorflow|caffe|onnx))*)?$",
        description="Frameworks whose code is run while ingesting, where they are installed; empty: none.",
    )
    site_url: str = Field(
        "", description="Address under which the site is reached, for feeds; empty: each request's own."
    )
    site_contact: str = Field("", description="Address for people, shown on the site; empty: none.")
    site_proxies: int = Field(
        0, ge=0, le=8, description="Reverse proxies before the site, whose X-Forwarded headers are believed."
    )
    api_rate: str = Field(
        "120 per minute", description="Most requests of one client to the API; empty: no limit."
    )
    search_rate: str = Field(
        "60 per minute", description="Most searches of one client on the pages; empty: no limit."
    )
    max_pdf_mb: int = Field(100, ge=1, description="Largest PDF that is read, in MB.")
    contact: str = Field(
        "",
        description="Mail address or page of the crawl's operator, sent with every request as arXiv asks; "
        "without it the real arXiv is not crawled.",
    )
    oai_url: str = Field(
        "https://oaipmh.arxiv.org/oai",
        pattern=ADDRESS,
        description="arXiv's OAI-PMH server, the first source of records.",
    )
    query_url: str = Field(
        "https://export.arxiv.org/api/query",
        pattern=ADDRESS,
        description="arXiv's query API, for single ids and where OAI-PMH is down.",
    )
    rss_url: str = Field(
        "https://rss.arxiv.org/rss", pattern=ADDRESS, description="arXiv's RSS feeds, a cross-check."
    )
    pdf_url: str = Field("https://arxiv.org/pdf", pattern=ADDRESS, description="Where PDFs are fetched.")
    metadata_interval: float = Field(
        3.0, ge=3, le=3600, description="Seconds between two requests for records, over all machines."
    )
    pdf_interval: float = Field(
        15.0,
        ge=3,
        le=3600,
        description="Seconds between two PDFs, over all machines; more where the host's robots.txt asks for more.",
    )
    categories: str = Field(
        "cs.LG,cs.CV,cs.CL,cs.AI,cs.NE,stat.ML,eess.IV",
        pattern=r"^[a-z-]+(?:\.[A-Za-z-]+)?(?:,[a-z-]+(?:\.[A-Za-z-]+)?)*$",
        description="arXiv categories that are crawled.",
    )
    keywords: str = Field(
        "", description="Words or phrases, with commas between, that make a paper relevant by themselves."
    )
    relevance: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Papers less likely than this to be about deep learning, by title and abstract, are passed over.",
    )
    first_days: int = Field(
        3, ge=1, le=3650, description="How many days back the first crawl begins where no date is given."
    )
    files_url: str = Field(
        "",
        description="Folder or fsspec URL (s3://...) where PDFs are kept; empty: papers in the home folder.",
    )
    files_quota_gb: float = Field(50.0, gt=0, description="Most that is kept of PDFs, in GB.")
    holidays: str = Field(
        "",
        pattern=r"^(?:\d{4}-\d\d-\d\d(?:,\d{4}-\d\d-\d\d)*)?$",
        description="Days without announcements of arXiv besides those known, such as 2027-01-01, commas between.",
    )
    clock: str = Field(
        "",
        description="For trials: a moment and a speed, as 2026-03-02T06:00+00:00 x600; empty: the system's time.",
    )

    @property
    def folder(self) -> Path:
        """The home folder with `~` resolved."""
        return self.home.expanduser().absolute()

    @property
    def database(self) -> str:
        """The database's URL, SQLite in the home folder where none is set."""
        return self.database_url or f"sqlite:///{self.folder / 'netatlas.db'}"

    @property
    def files(self) -> str:
        """Where PDFs are kept, a folder of the home folder where nothing is set."""
        return self.files_url or str(self.folder / "papers")


def load_settings(**values: object) -> Settings:
    """The settings from the environment, with `values` before them.

    Raises:
        SettingsError: a value has the wrong type or is out of range.
    """
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        told = "; ".join(
            f"NETATLAS_{'_'.join(str(part) for part in problem['loc']).upper()}: {problem['msg']}"
            for problem in error.errors()
        )
        raise SettingsError(told) from error
