"""One JSON line for each thing that happens, with the request's id and nothing personal."""

import re

import structlog

_before = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+"  # e-mail addresses
    r"|(?<![\w-])\d{13}(?![\w-])"  # national identity numbers
    r"|(?<![\w-])0\d{1,2}-?\d{3}-?\d{3,4}(?![\w-])"  # telephone numbers
)


def masked(text):
    """The text with addresses, identity numbers and telephone numbers struck out."""
    return _PERSONAL.sub("•••", text)


def _mask_line(logger, method, line):
    return masked(line)


def formatter():
    """The formatter named in ``settings.LOGGING``; our own loggers are told to use it too."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_before,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
            _mask_line,
        ],
    )


def configured(level):
    """``settings.LOGGING``: everything from this level on goes to the console as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "pyp_portal.serving.logs.formatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["console"], "propagate": False},
            "weasyprint.progress": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
        },
    }
