# jupyter-interview-server in one container: listens on $PORT, keeps everything in /data.
# docs/DEPLOYMENT.md says how to run it.

FROM node:22-bookworm-slim AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /build && /build/bin/pip install --no-cache-dir build
WORKDIR /src
COPY . .
RUN /build/bin/python -m build --wheel --outdir /dist

FROM python:3.12-slim-bookworm
COPY --from=build /dist/*.whl /tmp/
RUN pip install --no-cache-dir "$(ls /tmp/*.whl)[hub,postgres,redis,sandbox]" \
    && rm /tmp/*.whl \
    && useradd --uid 1000 interview \
    && mkdir /data \
    && chown interview /data
USER interview
WORKDIR /srv
ENV PORT=8888 JUPYTER_DATA_DIR=/data
VOLUME /data
EXPOSE 8888
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", \
    "import os, urllib.request as r; r.urlopen('http://127.0.0.1:%s%sinterview/api/health' % (os.environ['PORT'], os.environ.get('JUPYTERHUB_SERVICE_PREFIX', '/')))"]
# What follows the image's name in `docker run` is added as settings.
ENTRYPOINT ["sh", "-c", "exec jupyter-interview-server --ip=0.0.0.0 --port=$PORT \"$@\"", "--"]
