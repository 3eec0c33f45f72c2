"""The HTTP side: the SDK handler, our routers under ``/api/v1``, and the guard in front of every route."""
