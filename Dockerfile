# One recipe for all images. Build the project first (./mvnw -DskipTests package), then for a service
#   docker build --target service --build-arg SERVICE=request-service .
FROM eclipse-temurin:25-jre AS runtime
RUN groupadd --gid 10001 postern \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin postern \
    && install --directory --owner=postern --group=postern /var/lib/postern
COPY deploy/compose/healthy /usr/local/bin/healthy
WORKDIR /opt/postern

FROM runtime AS emulator
COPY azure-emulator/target/lib/ lib/
COPY azure-emulator/target/azure-emulator-0.1.0-SNAPSHOT.jar azure-emulator.jar
USER postern
ENTRYPOINT ["java", "-Xmx192m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-Duser.timezone=UTC", "-jar", "azure-emulator.jar"]

FROM runtime AS service
ARG SERVICE
# What changes least comes first.
COPY ${SERVICE}/target/quarkus-app/lib/ lib/
COPY ${SERVICE}/target/quarkus-app/quarkus-run.jar quarkus-run.jar
COPY ${SERVICE}/target/quarkus-app/quarkus/ quarkus/
COPY ${SERVICE}/target/quarkus-app/app/ app/
USER postern
# How the JVM compiles: soon, or well. It reads this variable by itself.
ARG COMPILES=-XX:TieredStopAtLevel=1
ENV JDK_JAVA_OPTIONS=$COMPILES
ENTRYPOINT ["java", "-Xmx192m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-Duser.timezone=UTC", "-jar", "quarkus-run.jar"]
