"""How jobs reach the workers: by Redis, or by files in a folder. A part of the settings."""


def redis():
    """A broker that is down must not hold up the act that rings it."""
    return {
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
        "socket_connect_timeout": 2,
    }


def files(folder):
    """Queue and control as files; the folders are made."""
    for name in ("queue", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.2,
    }
