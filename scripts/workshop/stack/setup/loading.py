"""Import the Chalice project's app.py from any folder."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def load_module(app_file: Path) -> ModuleType:
    """The module `app`, as Lambda would import it."""
    spec = importlib.util.spec_from_file_location("app", app_file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{app_file} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules["app"] = module
    spec.loader.exec_module(module)
    return module
