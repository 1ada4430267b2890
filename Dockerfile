# The program in a container: docker build -t personabook . && docker run --rm -v "$PWD/my-book:/book" personabook build
FROM rust:1-slim AS build
WORKDIR /source
COPY . .
RUN cargo build --profile dist --locked --features xlsx

FROM debian:stable-slim
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY --from=build /source/target/dist/personabook /usr/local/bin/personabook
RUN useradd --create-home book && git config --system --add safe.directory /book
USER book
WORKDIR /book
ENTRYPOINT ["personabook"]
CMD ["check"]
