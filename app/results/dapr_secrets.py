"""Secrets out of a Dapr secret store: a file locally, a vault elsewhere."""

from app.errors import KeyMissingError, StoreUnavailableError
from app.results.dapr_sidecar import DaprSidecar, RefusedCallError


class DaprSecrets:
    """Reads secrets; Dapr has no way to write one."""

    def __init__(self, store_name: str = "secretstore", *, sidecar: DaprSidecar | None = None) -> None:
        self._store_name = store_name
        self._sidecar = sidecar or DaprSidecar()

    async def get(self, name: str) -> str:
        """The secret of that name.

        Raises ``KeyMissingError`` when the store has none (it answers INTERNAL then, not NOT_FOUND), and
        ``StoreUnavailableError`` when daprd does not answer or has no such store.
        """
        try:
            answer = await self._sidecar.call(lambda dapr: dapr.get_secret(self._store_name, name))
        except RefusedCallError as refusal:
            if refusal.status in {"INTERNAL", "NOT_FOUND"}:
                raise KeyMissingError(reason=f"the secret store has no “{name}”") from None
            raise StoreUnavailableError from None
        if name not in answer.secret:
            raise KeyMissingError(reason=f"the secret store has no “{name}”")
        return answer.secret[name]

    async def close(self) -> None:
        """Close the connection to daprd; the next call opens a new one."""
        await self._sidecar.close()
