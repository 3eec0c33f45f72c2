# SourceSense: server and worker; which one is the command's business (docker-compose.yaml).
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/venv
COPY requirements.lock ./
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app ./app
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
# The ODBC driver manager and what Microsoft's driver for SQL Server needs; the driver itself comes with the environment.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libodbc2 libltdl7 libgssapi-krb5-2 \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 65532 sourcesense \
 && useradd --uid 65532 --gid 65532 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin sourcesense \
 && install -d -m 0700 -o 65532 -g 65532 /secrets /objects
COPY --from=build /opt/venv /opt/venv
COPY frontend/form /srv/sourcesense/frontend/form
WORKDIR /srv/sourcesense
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1
USER 65532:65532
