// Work on pixels, done by one worker so that the page answers while it lasts.
let worker = null;
let last = 0;
const waiting = new Map();

function ask(what, values, transfer = []) {
    if (!worker) {
        worker = new Worker(new URL("pixels-worker.js", import.meta.url), { type: "module" });
        worker.onmessage = ({ data }) => {
            const { resolve, reject } = waiting.get(data.id);
            waiting.delete(data.id);
            data.error === undefined ? resolve(data.answer) : reject(new Error(data.error));
        };
        worker.onerror = worker.onmessageerror = lost;
    }
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, what, values }, transfer);
    });
}

// A worker that cannot go on is given up with all that it was asked for; the next question starts another.
function lost(event) {
    event.preventDefault();
    worker?.terminate();
    worker = null;
    const asked = [...waiting.values()];
    waiting.clear();
    asked.forEach(({ reject }) => reject(new Error(event.message || "worker")));
}

// A picture at full size, at half, at a quarter and so on: { width, height, levels }. Who got it calls `close`.
export const pyramid = (blob, kind = "picture", other = null) => ask("pyramid", { blob, kind, other });

// A small JPEG or, where something can be seen through, PNG.
export const thumbnail = (blob, side) => ask("thumbnail", { blob, side });

// A file of another type: PNG, WebP or JPEG over a colour or a picture; or the mask; cut to what is visible if asked for.
export const converted = (blob, order) => ask("converted", { blob, order });

// Strokes as the server reads them: white and black where something was said, transparent elsewhere.
export const hint = (strokes, width, height) => ask("hint", { strokes, width, height });

export function close(picture) {
    picture?.levels.forEach(level => level.close());
}
