#!/bin/sh
# The server in Quarkus' dev mode: a request that comes after a change of the sources meets the changed server.
#
#   sh dev/live/run.sh -p 7099     what follows are options of `alphalift s`; without any it is port 7000
#
# Needs Maven 3.9, which the wrapper brings. The functions' libraries are there as well, for what is provided belongs to
# dev mode; so one function is named, and AWS' mock listens on a port that nobody asks for.
set -eu
cd "$(dirname "$0")/../.."
exec ./mvnw quarkus:dev -Dlive -Dquick -Ddebug=false -Dmaven.test.skip=true \
    -Dquarkus.analytics.disabled=true -Dquarkus.devservices.enabled=false \
    -Dquarkus.test.continuous-testing=disabled \
    -Dquarkus.funqy.export=remove -Dquarkus.lambda.mock-event-server.dev-port=0 \
    "-Dquarkus.args=s -h 127.0.0.1 $*"
