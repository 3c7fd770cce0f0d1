# The bot as a container:
#   docker build -t smtpcheck .
#   docker run -d --env-file .env -e SMTPCHECK_STATUS_PORT=9535 -v smtpcheck:/var/lib/smtpcheck smtpcheck
# The volume holds the folder of the database, not the file alone: its log and locks lie beside it.
# An empty SMTPCHECK_STATUS_PORT= in .env would switch the health check off, so it is given again.

FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot ./bot
COPY handlers ./handlers
COPY migrations ./migrations
RUN python -m venv /opt/smtpcheck \
    && /opt/smtpcheck/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/smtpcheck --shell /usr/sbin/nologin smtpcheck \
    && install -d -o smtpcheck -g smtpcheck -m 0700 /var/lib/smtpcheck
COPY --from=build /opt/smtpcheck /opt/smtpcheck
ENV PATH=/opt/smtpcheck/bin:$PATH \
    SMTPCHECK_DATABASE=/var/lib/smtpcheck/smtpcheck.db \
    SMTPCHECK_STATUS_PORT=9535
USER 10001
WORKDIR /var/lib/smtpcheck
VOLUME /var/lib/smtpcheck
# HTTP mode; Socket Mode needs no port. 9535 answers /healthz, /readyz and /metrics.
EXPOSE 3000 9535
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:9535/healthz', timeout=4)"]
CMD ["smtpcheck", "run"]
