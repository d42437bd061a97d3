#!/usr/bin/env bash
# Makes a release of what was built and uses it as somebody would who has only its archives: dev/release/check.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "release: $*" >&2
    exit 1
}

bash dev/release/build.sh --out "$work/out" >"$work/log" || fail "it cannot be made"
version=$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' pom.xml | head -n 1)
(cd "$work/out" && sha256sum -c --quiet SHA256SUMS) || fail "sums are wrong"
grep -q "^## $version " CHANGELOG.md || fail "CHANGELOG.md has no $version"
expected=$work/expected.png
ALPHALIFT_JVM=1 ALPHALIFT_NO_BUILD=1 ./alphalift i samples/coffee.png "$expected"

first=
for kind in linux-x86_64 java; do
    archive=$work/out/alphalift-$version-$kind.tar.gz
    [ -f "$archive" ] || continue
    # Whatever a folder is called, and wherever a link to it lies.
    folder="$work/some where/$kind é"
    mkdir -p "$folder" "$work/$kind-bin"
    tar -C "$folder" -xzf "$archive"
    tree=$folder/alphalift-$version
    ln -s "$tree/bin/alphalift" "$work/$kind-bin/alphalift"
    export PATH="$work/$kind-bin:$PATH"
    chmod -R a-w "$tree"
    [ "$(cd / && alphalift --version)" = "alphalift, version $version" ] || fail "$kind: another version"
    # shellcheck disable=SC2094 # two pictures
    alphalift i <samples/coffee.png | cmp - "$expected" || fail "$kind: another cutout"
    for file in LICENSE NOTICE share/doc/alphalift/CHANGELOG.md share/zsh/site-functions/_alphalift; do
        [ -s "$tree/$file" ] || fail "$kind: no $file"
    done

    if [ -n "$first" ]; then
        diff -r "$first/share" "$tree/share" || fail "$kind: another manual"
        echo "release: alphalift-$version-$kind.tar.gz works where it is unpacked"
        continue
    fi
    first=$tree

    # Each command that the help names has a page, and bash is offered all of them.
    commands=$(alphalift --help | sed -n '/^Commands:/,/^$/ s/^  \([a-z][a-z-]*\) .*/\1/p' | sort)
    [ "$(wc -w <<<"$commands")" -ge 10 ] || fail "$kind: the help names too few commands"
    offered=$(bash -c '. "$1"; COMP_WORDS=(alphalift ""); COMP_CWORD=1; _complete_alphalift; printf "%s\n" "${COMPREPLY[@]}"' \
        - "$tree/share/bash-completion/completions/alphalift" | sort)
    [ "$offered" = "$commands" ] || fail "$kind: bash is offered $offered"
    for command in "" $commands; do
        page=$tree/share/man/man1/alphalift${command:+-$command}.1
        [ -s "$page" ] || fail "$kind: no page of $command"
        alphalift ${command:+"$command"} --help >"$work/help" 2>&1
        text=$(sed 's/\\-/-/g' "$page")
        for option in $(grep -oE '^ +(-[a-z]+, )?--[a-z-]+' "$work/help" | grep -oE -- '--[a-z-]+'); do
            grep -qF -e "$option" <<<"$text" || fail "$kind: $page has no $option"
        done
        ! command -v mandoc >/dev/null || mandoc -Tlint -W error "$page" || fail "$kind: $page has mistakes"
    done
    if command -v man >/dev/null; then
        shown=$(man -l "$tree/share/man/man1/alphalift.1")
        grep -q ALPHALIFT_MAX_PIXELS <<<"$shown" || fail "man does not show the manual"
    fi
    echo "release: alphalift-$version-$kind.tar.gz works where it is unpacked"
done

# What the program is made of is in the bill, by name and version.
bill=$work/out/alphalift-$version-program.cdx.json
listed=$(grep -oE '"purl" : "pkg:maven/[^?"]*' "$bill" | sed 's|.*pkg:maven/||; s|/|.|; s|@|-|')
for jar in target/quarkus-app/lib/main/*.jar; do
    name=$(basename "$jar" .jar)
    grep -qxF -e "${name%-linux-x86_64}" <<<"$listed" || echo "$name" >>"$work/missing"
done
[ ! -s "$work/missing" ] || fail "the bill of materials lacks $(tr '\n' ' ' <"$work/missing")"

# The same again gives the same bytes.
bash dev/release/build.sh --out "$work/again" --java-only >"$work/log" || fail "it cannot be made twice"
cmp "$work"/{out,again}"/alphalift-$version-java.tar.gz" || fail "made twice, it has other bytes"
echo "release: made twice, all bytes are equal"
