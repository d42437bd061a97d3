"""Holds the Dockerfiles and compose.yaml to what can be proven without a registry of images: see docs/containers.md.

Each Dockerfile is read by its instructions. Its last stage is built by podman as it is written, upon a stand-in for its
base, and from what an earlier stage would have left; then it is started with the limits of compose.yaml.
"""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from compose_spec import PyCompose
from dockerfile_parse import DockerfileParser

WORK = Path(os.environ["CONTAINERS_ROOT"])
DOCKER = Path("src/main/docker")
PHOTO = Path("samples/coffee.png")
TARGET = Path("target")
# Of Debian 12, all of them in debian:12-slim, too.
BASE_PACKAGES = ["base-files", "libc6", "libgcc-s1", "libstdc++6", "zlib1g"]
HARDENED = ["--read-only", "--tmpfs=/tmp:size=256m,mode=1777,noexec", "--cap-drop=ALL",
            "--security-opt=no-new-privileges", "--network=none", "--cgroups=disabled",
            "--ulimit=nofile=1024:1024", "--ulimit=nproc=1000:1000"]
PATIENCE = 120


def fail(message):
    sys.exit(f"containers: {message}")


def check(holds, message):
    if not holds:
        fail(message)


def say(message):
    print(f"containers: {message}", flush=True)


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, **options)


# It looks for systemd, to ask for health by its timers, and complains where there is none.
PODMAN = ["podman", "--root", str(WORK / "store"), "--runroot", str(WORK / "run"), "--storage-driver=overlay",
          "--cgroup-manager=cgroupfs", "--log-level=fatal"]


def podman(*words, **options):
    return run(*PODMAN, *words, **options)


def asked(*words):
    """What a call of podman says."""
    return podman(*words, stdout=subprocess.PIPE).stdout.decode().strip()


class Dockerfile:
    """The instructions of one, by stage."""

    def __init__(self, name):
        self.path = DOCKER / name
        parser = DockerfileParser(fileobj=io.BytesIO(self.path.read_bytes()))
        self.labels = parser.labels
        self.stages = []
        for each in parser.structure:
            if each["instruction"] == "FROM":
                self.stages.append([])
            if each["instruction"] != "COMMENT":
                self.stages[-1].append(each)

    def values(self, instruction, stage=-1):
        return [each["value"] for each in self.stages[stage] if each["instruction"] == instruction]

    def value(self, instruction, stage=-1):
        values = self.values(instruction, stage)
        check(len(values) == 1, f"{self.path} has {len(values)} lines {instruction} in a stage, not one")
        return values[0]

    def base(self, stage=-1):
        return self.value("FROM", stage).split()[0]

    def last_stage(self):
        return "".join(each["content"] for each in self.stages[-1])

    def health(self):
        return json.loads(self.value("HEALTHCHECK").split("CMD", 1)[1])


def version():
    return re.search(r"<version>(.*?)</version>", Path("pom.xml").read_text())[1]


def written(images):
    """What can be told without building anything."""
    run(WORK / "venv/bin/hadolint", *sorted(DOCKER.glob("Dockerfile.*")))
    for image in images.values():
        check(image.labels["org.opencontainers.image.version"] == version(), f"{image.path}: another version than the pom")
        check(not image.values("RUN"), f"{image.path}: its last stage needs a shell")
        check(not re.search(r":latest\b", image.base()) and ":" in image.base(), f"{image.path}: its base has no tag")
    for name in ("native", "jvm"):
        check(re.fullmatch(r"[1-9]\d*:[1-9]\d*", images[name].value("USER")), f"{name}: the user is no number")
        check(images[name].value("EXPOSE") == "7000", f"{name}: not the port 7000")
    say("hadolint finds nothing, versions and ports agree")

    text = Path("compose.yaml").read_text()
    compose = PyCompose.from_yaml(text)
    compose.validate()
    compose.to_spec()
    service = compose.to_dict()["services"]["alphalift"]
    check(service["image"] == f"alphalift:{version()}", "compose.yaml: another version than the pom")
    check(service["build"]["dockerfile"] == str(images["native"].path), "compose.yaml: another Dockerfile")
    check(service["healthcheck"]["test"][1:] == images["native"].health(), "compose.yaml: another health check")
    check(service["read_only"] is True and service["cap_drop"] == ["ALL"], "compose.yaml: not hardened")
    say("compose.yaml is by the specification, and agrees with Dockerfile.native")
    return service


def root_folder(name, busybox=()):
    """The few packages that the program needs, and no shell unless it is asked for."""
    root = WORK / name
    debs = WORK / "debs"
    if not debs.exists():
        debs.mkdir()
        run("apt-get", "-o", "APT::Sandbox::User=root", "download", "-q", *BASE_PACKAGES, cwd=debs,
            stdout=subprocess.DEVNULL)
    for deb in debs.iterdir():
        run("dpkg-deb", "-x", deb, root)
    if busybox:
        shutil.copy(shutil.which("busybox"), root / "bin/busybox")
        for applet in busybox:
            (root / "bin" / applet).symlink_to("busybox")
    for folder in ("tmp", "proc", "dev", "sys"):
        (root / folder).mkdir(exist_ok=True)
    return root


def stand_in(image, root, environment=()):
    """Gives a root folder the name of an image that cannot be had here."""
    changes = [f"--change=ENV {each}" for each in environment]
    tar = subprocess.Popen(["tar", "-C", root, "-c", "."], stdout=subprocess.PIPE)
    podman("import", "-q", *changes, "-", image, stdin=tar.stdout, stdout=subprocess.DEVNULL)
    check(tar.wait() == 0, f"no stand-in for {image}")


def context():
    """A folder with what .dockerignore lets through: what the stages copy, and nothing that was built."""
    podman("build", "-q", "-t", "context", "-f", "-", ".", input=b"FROM scratch\nCOPY . /code/\n", stdout=subprocess.DEVNULL)
    folder = Path(asked("image", "mount", "context")) / "code"
    for needed in ("mvnw", ".mvn/wrapper/find-jdk.sh", "pom.xml", "alphalift", "src/main/java/dev/alphalift/Main.java",
                   "dev/release/java-tree.sh", "dev/release/native-tree.sh", "LICENSE", "NOTICE"):
        check((folder / needed).is_file(), f".dockerignore keeps {needed} out")
    check(os.access(folder / "mvnw", os.X_OK), "mvnw cannot be run in the images")
    built = [str(file.relative_to(folder)) for file in (folder / "target").rglob("*") if file.is_file()]
    check(built in ([], ["target/function.zip"]), f".dockerignore lets in {built[:3]}")
    check(not (folder / "src/test").exists() and not (folder / ".git").exists(), ".dockerignore lets in too much")
    say("the context holds what the stages copy")
    return folder


def by_hand(name, image, folder):
    """Runs what the stage that builds runs, on this machine, from the files that .dockerignore lets through."""
    shutil.copytree(context(), folder, symlinks=True)
    shutil.rmtree(folder / "target", ignore_errors=True)
    for command in image.values("RUN", 0):
        run("sh", "-ec", command, cwd=folder)
    say(f"{name}: {folder} has what its first stage leaves")


def build(image, name, left):
    """Builds the last stage as it is written. The stage before it becomes what it would have left: folders by path."""
    stage = image.value("FROM", 0).split()[-1]
    folder = WORK / f"{name}-left"
    for path, make in left.items():
        place = folder / path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        make(place)
    shutil.copy("LICENSE", folder)
    shutil.copy("NOTICE", folder)
    copies = "".join(f"COPY .{path} {path}\n" for path in left)
    dockerfile = f"FROM scratch AS {stage}\n{copies}\n{image.last_stage()}"
    podman("build", "-q", "--format=docker", "--pull=never", "-t", name, "-f", "-", folder, input=dockerfile.encode(),
           stdout=subprocess.DEVNULL)


def in_container(container, *words, **options):
    """A command of this machine in the container's network."""
    process = asked("inspect", "--format={{.State.Pid}}", container)
    return run("nsenter", f"--net=/proc/{process}/ns/net", *words, **options)


def serve(image, name, expected, *more):
    """The image as compose.yaml starts it: ready by its own health check, a picture over HTTP, a clean end."""
    off = subprocess.run([*PODMAN, "run", "--rm", *HARDENED, *more, name, "health"], stderr=subprocess.PIPE)
    check(off.returncode == 1 and b"does not answer" in off.stderr, f"{name}: well without a server: {off}")
    with PHOTO.open("rb") as photo:
        piped = podman("run", "--rm", "-i", *HARDENED, *more, name, "i", stdin=photo, stdout=subprocess.PIPE).stdout
    check(piped == expected, f"{name}: i makes another cutout")

    container = asked("run", "-d", *HARDENED, *more, name)
    try:
        began = time.monotonic()
        while subprocess.run([*PODMAN, "healthcheck", "run", container], capture_output=True).returncode != 0:
            if time.monotonic() - began > PATIENCE:
                podman("logs", container)
                fail(f"{name} does not become healthy")
            time.sleep(0.2)
        ready = time.monotonic() - began
        cutout = in_container(container, "curl", "-sf", "-F", f"file=@{PHOTO}", "http://127.0.0.1:7000/api/remove",
                              stdout=subprocess.PIPE).stdout
        check(cutout == expected, f"{name}: the server makes another cutout")
        process = asked("inspect", "--format={{.State.Pid}}", container)
        status = Path(f"/proc/{process}/status").read_text()
        check(re.search(r"(?m)^Uid:\s+10001\s", status), f"{name}: another user")
        check(re.search(r"(?m)^CapEff:\s+0+$", status), f"{name}: it may do more than it must")
        check(re.search(r"(?m)^NoNewPrivs:\s+1$", status), f"{name}: it may get more rights")
        podman("stop", "-t", "70", container, stdout=subprocess.DEVNULL)
        code = asked("inspect", "--format={{.State.ExitCode}}", container)
        check(code in ("0", "143"), f"{name}: SIGTERM ends it with {code}")
    finally:
        podman("rm", "-f", container, stdout=subprocess.DEVNULL)
    say(f"{name}: {ready:.1f} s to healthy, a cutout over HTTP with equal bytes, ended by SIGTERM")


def native(image, expected):
    if not (TARGET / "native/alphalift").exists():
        return say("!!! SKIPPED: no target/native/alphalift, so Dockerfile.native was not tried.")
    stand_in(image.base(), root_folder("debian"))
    tree = WORK / "native-tree"
    run("sh", "dev/release/native-tree.sh", tree)
    build(image, "alphalift-native", {
        "/code/target/tree/lib/alphalift": lambda place: shutil.copytree(tree / "lib/alphalift", place),
        "/code/target/models": lambda place: place.mkdir(),
    })
    serve(image, "alphalift-native", expected)


def jvm(image, expected):
    if not (TARGET / "quarkus-app/quarkus-run.jar").exists():
        return say("!!! SKIPPED: no target/quarkus-app, so Dockerfile.jvm was not tried.")
    java = os.environ["JAVA_HOME"]
    root = root_folder("temurin", ["sh", "readlink", "uname", "sed"])
    (root / "opt/java/openjdk").mkdir(parents=True)
    stand_in(image.base(), root, ["JAVA_HOME=/opt/java/openjdk"])
    build(image, "alphalift-jvm", {
        "/code/target/tree": lambda place: run("sh", "dev/release/java-tree.sh", place),
        "/code/target/models": lambda place: place.mkdir(),
    })
    serve(image, "alphalift-jvm", expected, f"--volume={java}:/opt/java/openjdk:ro")


def functions(image, expected):
    archive, emulator = TARGET / "function.zip", TARGET / "aws-lambda-rie"
    if not archive.exists() or not emulator.exists():
        return say(f"!!! SKIPPED: no {archive} or no {emulator}, so Dockerfile.lambda was not tried.")
    root = root_folder("busybox", ["sh", "mkdir", "unzip", "chmod"])
    stand_in(image.base(0), root)
    stand_in(image.base(), root_folder("al2023"), ["LAMBDA_TASK_ROOT=/var/task"])
    # Both stages as they are written.
    podman("build", "-q", "--isolation=chroot", "--format=docker", "--pull=never", "-t", "alphalift-functions",
           "-f", image.path, ".", stdout=subprocess.DEVNULL)
    rie = "/usr/local/bin/aws-lambda-rie"
    entry = json.loads(image.value("ENTRYPOINT"))
    container = asked("run", "-d", *HARDENED, "--user=993", f"--volume={emulator.resolve()}:{rie}:ro",
                      f"--entrypoint={rie}", "--env=AWS_LAMBDA_FUNCTION_MEMORY_SIZE=3008", "alphalift-functions", *entry)
    try:
        call = WORK / "call.json"
        call.write_text(json.dumps({"image": base64.b64encode(PHOTO.read_bytes()).decode()}))
        answer = in_container(container, "curl", "-sf", "--retry", "20", "--retry-connrefused", "--retry-delay", "1",
                              "--data-binary", f"@{call}",
                              "http://127.0.0.1:8080/2015-03-31/functions/function/invocations",
                              stdout=subprocess.PIPE).stdout
        check(base64.b64decode(json.loads(answer)["image"]) == expected, f"the function answers {answer[:300]}")
    finally:
        podman("rm", "-f", "-t", "0", container, stdout=subprocess.DEVNULL)
    say("alphalift-functions: a cutout by AWS' emulator with equal bytes")


def main():
    images = {name: Dockerfile(f"Dockerfile.{name}") for name in ("native", "jvm", "lambda")}
    written(images)
    if sys.argv[1:2] == ["--by-hand"]:
        return by_hand(sys.argv[2], images[sys.argv[2]], Path(sys.argv[3]))
    context()
    expected = run("./alphalift", "i", PHOTO, stdout=subprocess.PIPE,
                   env={**os.environ, "ALPHALIFT_NO_BUILD": "1", "ALPHALIFT_JVM": "1"}).stdout
    tried = {"native": native, "jvm": jvm, "lambda": functions}
    for name in sys.argv[1:] or tried:
        tried[name](images[name], expected)


main()
