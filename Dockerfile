# rung in a container: docker build -t rung --build-arg VERSION="$(git describe --tags --always)" .
# contrib/docker/compose.yaml runs it every few hours. DuckDB is linked in, hence a C++ compiler here and
# libstdc++ below.
FROM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY main.go ./
COPY analyze/ analyze/
COPY collect/ collect/
COPY config/ config/
COPY internal/ internal/
COPY reports/ reports/
COPY transform/ transform/
ARG VERSION=unknown
RUN go build -trimpath -tags disable_grpc_modules -ldflags "-s -w -X rung/internal/cli.version=${VERSION}" -o /out/rung .

FROM debian:12.12-slim
# Packages are as new as the image's Debian has them: a pinned one would soon be gone from the mirrors.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates libstdc++6 tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 rung \
    && useradd --no-log-init --uid 10001 --gid rung --home-dir /data --no-create-home --shell /usr/sbin/nologin rung \
    && install --directory --owner rung --group rung /data
COPY --from=build /out/rung /usr/local/bin/rung
COPY LICENSE NOTICE /usr/share/doc/rung/
# The lake and the report lie in /data; settings may be mounted as /etc/rung/config.yaml.
ENV HOME=/data XDG_CONFIG_HOME=/etc RUNG_LAKE=/data/lake
USER 10001:10001
WORKDIR /data
VOLUME /data
ENTRYPOINT ["/usr/local/bin/rung"]
CMD ["run", "--watch", "6h"]
