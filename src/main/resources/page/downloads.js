// Files for people: one result, or all of them as one archive.
import { state, say } from "./state.js";
import { converted } from "./pixels.js";
import { framing, hasBackdrop } from "./settings.js";
import { baseName } from "./queue.js";
import { t } from "./words.js";

export const TYPES = {
    png: { type: "image/png", suffix: ".png" },
    webp: { type: "image/webp", suffix: ".webp" },
    jpeg: { type: "image/jpeg", suffix: ".jpg", opaque: true },
    mask: { type: "image/png", suffix: ".mask.png", mask: true },
};

// What is saved of an item: the server's own bytes where nothing is to be done to them.
export async function result(item, kind = "png") {
    const { type, opaque, mask } = TYPES[kind];
    const frame = framing(item.settings ?? undefined);
    const source = mask ? item.result.blob : item.result.finished ?? item.result.blob;
    const picture = mask ? null : frame.picture;
    const colour = mask ? null : frame.colour ?? (opaque && !picture ? "#ffffff" : null);
    if (type === "image/png" && !frame.crop && !colour && !picture && !mask) {
        return source;
    }
    return converted(source, { type, crop: frame.crop && !mask, margin: frame.margin, colour, picture, mask, subject: subjectOf(item) });
}

export function subjectOf({ result: made }) {
    return made.finished && hasBackdrop(made.settings) ? made.blob : null;
}

export function stem(name) {
    const last = baseName(name);
    const dot = last.lastIndexOf(".");
    return dot > 0 ? last.slice(0, dot) : last;
}

export function offer(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export async function download(item, kind) {
    offer(await result(item, kind), stem(item.name) + TYPES[kind].suffix);
}

export async function copy(item) {
    // The clipboard takes PNG only, and a promise of it, so that the gesture still counts when it is there.
    const type = "image/png";
    await navigator.clipboard.write([new ClipboardItem({ [type]: result(item, "png") })]);
    say(t("copied", { name: baseName(item.name) }));
}

// JSZip is read when the first archive is made.
let library = null;

async function zip() {
    library ??= new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL("jszip.min.js", import.meta.url);
        script.onload = () => resolve(globalThis.JSZip);
        script.onerror = () => { library = null; reject(new Error("jszip")); };
        document.head.append(script);
    });
    return new (await library)();
}

// One archive of named files: [[name, blob or text], ...]. Pictures are packed as they are, since they are packed already.
export async function archive(files, name) {
    const all = await zip();
    const taken = new Set();
    for (const [file, content] of files) {
        all.file(unique(taken, file), content);
    }
    offer(await all.generateAsync({ type: "blob", compression: "STORE" }), name);
}

export function unique(taken, name) {
    let free = name;
    for (let at = 2; taken.has(free.toLowerCase()); at += 1) {
        const dot = name.indexOf(".", name.lastIndexOf("/") + 2);
        free = dot > 0 ? `${name.slice(0, dot)}-${at}${name.slice(dot)}` : `${name}-${at}`;
    }
    taken.add(free.toLowerCase());
    return free;
}

export async function downloadAll(kind) {
    const done = state.items.filter(item => item.result);
    const files = [];
    for (const item of done) {
        files.push([stem(item.name) + TYPES[kind].suffix, await result(item, kind)]);
        say(t("packing", { n: files.length, all: done.length }));
    }
    await archive(files, "cutouts.zip");
    say(t("packed", { n: files.length }));
}
