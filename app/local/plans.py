"""What the children are: their command lines and what they find in their environment."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from app.local import probes
from app.local.children import Plan
from app.local.failure import StartError
from app.local.home import Home
from app.local.ports import LOOPBACK, Ports
from app.local.programs import REPOSITORY

APP_ID = "sourcesense"
TASK_QUEUE = "sourcesense"
APP_MODULE = "app.workflow.app:SourceSense"
HANDLER_MODULE = "app.api.handler:SourceSenseHandler"

DRAIN_SECONDS = 8
"""How long a worker may finish what it does after SIGTERM."""

_NOT_INHERITED = (
    "PYTHONDONTWRITEBYTECODE",  # without byte code the worker takes 19 s to load instead of 8
    "SOURCESENSE_PASSWORD",  # a credential of the command line has no business in a server's environment
    "ATLAN_APP_BUILD_ID",  # these two switch workers to pinned versions
    "TEMPORAL_BUILD_ID",
)


@dataclass(frozen=True, slots=True)
class Stack:
    """Everything the command lines depend on."""

    home: Home
    ports: Ports
    temporal: Path
    daprd: Path
    workers: int = 1

    @property
    def web(self) -> str:
        """Address of the web page."""
        return f"http://{LOOPBACK}:{self.ports.of('web')}"

    @property
    def temporal_address(self) -> str:
        """Host and port of the Temporal server."""
        return f"{LOOPBACK}:{self.ports.of('temporal')}"

    @property
    def temporal_ui(self) -> str:
        """Address of the Temporal UI."""
        return f"http://{LOOPBACK}:{self.ports.of('temporal_ui')}"


def worker_names(count: int) -> tuple[str, ...]:
    """Names of the worker children.

    >>> worker_names(1), worker_names(2)
    (('worker',), ('worker-1', 'worker-2'))
    """
    return ("worker",) if count == 1 else tuple(f"worker-{number}" for number in range(1, count + 1))


def temporal(stack: Stack) -> Plan:
    """The Temporal server with its UI; history is kept in a file."""
    doors = ("temporal", "temporal_ui", "temporal_http", "temporal_metrics")

    def command() -> list[str]:
        port, ui_port, http_port, metrics_port = (str(stack.ports.of(door)) for door in doors)
        return [
            str(stack.temporal),
            *("server", "start-dev", "--ip", LOOPBACK, "--port", port, "--ui-port", ui_port),
            *("--http-port", http_port, "--metrics-port", metrics_port),
            *("--db-filename", str(stack.home.temporal_database)),
            *("--log-level", "warn", "--log-format", "json"),
            *("--dynamic-config-value", "frontend.WorkerHeartbeatsEnabled=true"),
        ]

    return Plan(
        name="temporal",
        doors=doors,
        command=command,
        environment=_inherited,
        answers=lambda: probes.temporal_version(stack.ports.of("temporal_ui")) is not None,
    )


def daprd(stack: Stack) -> Plan:
    """The Dapr sidecar with state, secrets and objects."""
    doors = ("dapr_http", "dapr_grpc", "dapr_internal", "dapr_metrics")

    def command() -> list[str]:
        http, grpc, internal, metrics = (str(stack.ports.of(door)) for door in doors)
        return [
            str(stack.daprd),
            *("--app-id", APP_ID, "--dapr-http-port", http, "--dapr-grpc-port", grpc),
            *("--dapr-internal-grpc-port", internal, "--metrics-port", metrics),
            *("--dapr-listen-addresses", LOOPBACK, "--dapr-internal-grpc-listen-address", LOOPBACK),
            *("--metrics-listen-address", LOOPBACK),
            *("--resources-path", str(stack.home.components), "--config", str(stack.home.configuration)),
            *("--max-body-size", "16Mi", "--dapr-graceful-shutdown-seconds", "3", "--log-level", "warn"),
        ]

    return Plan(
        name="daprd",
        doors=doors,
        command=command,
        environment=_inherited,
        answers=lambda: probes.daprd_version(stack.ports.of("dapr_http")) is not None,
    )


def server(stack: Stack) -> Plan:
    """Web page and REST: the SDK's launcher in handler mode."""
    return Plan(
        name="server",
        doors=("web", "server_metrics"),
        command=lambda: _launcher("handler"),
        environment=lambda: _application_environment(stack, metrics="server_metrics", health=None),
        answers=lambda: probes.answers(stack.ports.of("web"), "/health"),
    )


def worker(stack: Stack, name: str) -> Plan:
    """Runs the tasks: the SDK's launcher in worker mode."""
    metrics, health = f"{name}_metrics", f"{name}_health"
    return Plan(
        name=name,
        doors=(metrics, health),
        command=lambda: _launcher("worker"),
        environment=lambda: _application_environment(stack, metrics=metrics, health=health),
        answers=lambda: probes.answers(stack.ports.of(health), "/ready"),
    )


def all_plans(stack: Stack) -> tuple[list[Plan], list[Plan]]:
    """First what the others need (Temporal, daprd), then server and workers."""
    workers = [worker(stack, name) for name in worker_names(stack.workers)]
    return [temporal(stack), daprd(stack)], [server(stack), *workers]


def first_run_command() -> list[str]:
    """Scans the bundled demo if nothing was ever scanned."""
    return [sys.executable, "-m", "app.cli.main", "demo", "--first-run"]


def application_environment(stack: Stack) -> dict[str, str]:
    """Environment of a command that talks to the running stack."""
    return _application_environment(stack, metrics=None, health=None)


def _launcher(mode: str) -> list[str]:
    script = Path(sys.executable).with_name("application-sdk")
    if not script.is_file():
        raise StartError(f"application-sdk is not installed beside {sys.executable}", "make run")
    app = os.environ.get("ATLAN_APP_MODULE") or APP_MODULE
    return [sys.executable, str(script), "--mode", mode, "--app", app]


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}


def _application_environment(stack: Stack, *, metrics: str | None, health: str | None) -> dict[str, str]:
    ports = stack.ports
    bound = {
        "ATLAN_TEMPORAL_PROMETHEUS_BIND_ADDRESS": f"{LOOPBACK}:{ports.of(metrics)}" if metrics else None,
        "ATLAN_HEALTH_PORT": str(ports.of(health)) if health else None,
    }
    return {
        **_inherited(),
        **_addresses(stack),
        **_behaviour(stack.home),
        **{name: value for name, value in bound.items() if value},
        "SOURCESENSE_OWN_PORTS": ",".join(str(port) for port in ports.every()),
    }


def _addresses(stack: Stack) -> dict[str, str]:
    ports = stack.ports
    return {
        "DAPR_HTTP_PORT": str(ports.of("dapr_http")),
        "DAPR_GRPC_PORT": str(ports.of("dapr_grpc")),
        "DAPR_COMPONENTS_PATH": str(stack.home.components),
        "ATLAN_TEMPORAL_HOST": stack.temporal_address,
        "TEMPORAL_HOST": stack.temporal_address,
        "ATLAN_HANDLER_HOST": LOOPBACK,
        "ATLAN_HANDLER_PORT": str(ports.of("web")),
        "SOURCESENSE_TEMPORAL_UI": stack.temporal_ui,
        "NO_PROXY": f"{LOOPBACK},localhost",
        "no_proxy": f"{LOOPBACK},localhost",
    }


def _behaviour(home: Home) -> dict[str, str]:
    """Settings of the SDK and of ours that hold for every local start; the SDK's names are its own."""
    return {
        "ATLAN_APPLICATION_NAME": APP_ID,
        "ATLAN_TASK_QUEUE": TASK_QUEUE,
        "ATLAN_HANDLER_MODULE": os.environ.get("ATLAN_HANDLER_MODULE") or HANDLER_MODULE,
        "ATLAN_FRONTEND_ASSETS_PATH": str(REPOSITORY / "frontend" / "form"),
        "ATLAN_TEMPORARY_PATH": f"{home.temporary}/",
        "ATLAN_ENABLE_OBSERVABILITY_STORE_SINK": "false",
        "APPLICATION_SDK_ENABLE_EVENT_INTERCEPTOR": "false",
        "TEMPORAL_GRACEFUL_SHUTDOWN_TIMEOUT": str(DRAIN_SECONDS),
        "ATLAN_SHUTDOWN_DRAIN_DELAY_SECONDS": "0",
        "SOURCESENSE_HOME": str(home.root),
        "SOURCESENSE_LOCAL": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH")])),
    }
