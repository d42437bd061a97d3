// The worker behind pixels.js.
import { drawStrokes } from "./strokes.js";

const SMALLEST = 900;
// Red, green and blue of an opacity: nothing is black, half is orange, all is pale yellow.
const HEAT = heat();

const jobs = { pyramid, thumbnail, converted, hint };
let turn = Promise.resolve();

onmessage = ({ data: { id, what, values } }) => {
    // One after another: two large pictures at a time would be twice the memory and no faster.
    turn = turn.then(() => jobs[what](values))
        .then(({ answer, transfer = [] }) => postMessage({ id, answer }, transfer))
        .catch(error => postMessage({ id, error: String(error?.message ?? error) }));
};

async function pyramid({ blob, kind, other }) {
    let full = await createImageBitmap(blob);
    if (kind !== "picture") {
        full = await recoloured(full, kind, other);
    }
    const levels = [full];
    for (let at = full; Math.max(at.width, at.height) > SMALLEST; at = levels.at(-1)) {
        levels.push(await createImageBitmap(at, {
            resizeWidth: Math.max(1, at.width >> 1), resizeHeight: Math.max(1, at.height >> 1), resizeQuality: "medium",
        }));
    }
    return { answer: { width: full.width, height: full.height, levels }, transfer: levels };
}

function canvas(width, height) {
    const made = new OffscreenCanvas(width, height);
    return [made, made.getContext("2d", { willReadFrequently: true })];
}

// A strip of rows at a time: a picture of 12 MP is never held a second time as bytes.
function eachStrip(width, height, work) {
    const rows = Math.max(1, Math.floor(1_000_000 / width));
    for (let top = 0; top < height; top += rows) {
        work(top, Math.min(rows, height - top));
    }
}

async function recoloured(bitmap, kind, other) {
    const { width, height } = bitmap;
    const [made, context] = canvas(width, height);
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    let beside = null;
    if (other) {
        const second = await createImageBitmap(other);
        [, beside] = canvas(width, height);
        beside.drawImage(second, 0, 0, width, height);
        second.close();
    }
    const usesAlpha = kind === "difference" || (beside !== null && isTransparent(beside, width, height));
    eachStrip(width, height, (top, rows) => {
        const pixels = context.getImageData(0, top, width, rows);
        const against = beside?.getImageData(0, top, width, rows);
        recolour(pixels.data, against?.data, kind, usesAlpha);
        context.putImageData(pixels, 0, top);
    });
    return made.transferToImageBitmap();
}

// Whether something of a picture can be seen through: then that is its matte, otherwise its grey is.
function isTransparent(context, width, height) {
    let found = false;
    eachStrip(width, height, (top, rows) => {
        if (!found) {
            const { data } = context.getImageData(0, top, width, rows);
            for (let at = 3; at < data.length && !found; at += 4) {
                found = data[at] < 255;
            }
        }
    });
    return found;
}

function recolour(data, against, kind, usesAlpha) {
    for (let at = 0; at < data.length; at += 4) {
        const alpha = data[at + 3];
        if (kind === "mask") {
            data[at] = data[at + 1] = data[at + 2] = alpha;
        } else if (kind === "heat") {
            data[at] = HEAT[3 * alpha];
            data[at + 1] = HEAT[3 * alpha + 1];
            data[at + 2] = HEAT[3 * alpha + 2];
        } else {
            // What was added is red, what is missing blue, by how much.
            const truth = usesAlpha ? against[at + 3] : against[at];
            const more = alpha - truth;
            data[at] = 245 - Math.max(0, -more) * 0.8;
            data[at + 1] = 245 - Math.abs(more) * 0.8;
            data[at + 2] = 245 - Math.max(0, more) * 0.8;
        }
        data[at + 3] = 255;
    }
}

function heat() {
    const table = new Uint8Array(3 * 256);
    for (let value = 0; value < 256; value += 1) {
        const share = value / 255;
        table.set([Math.min(255, 520 * share), 255 * share ** 1.6, 200 * Math.max(0, share - 0.6) / 0.4], 3 * value);
    }
    return table;
}

async function thumbnail({ blob, side }) {
    const bitmap = await createImageBitmap(blob);
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const [made, context] = canvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, made.width, made.height);
    const { width, height } = bitmap;
    bitmap.close();
    return { answer: { blob: await made.convertToBlob({ type: "image/webp", quality: 0.85 }), width, height } };
}

async function converted({ blob, order }) {
    const bitmap = await createImageBitmap(blob);
    let [made, context] = canvas(bitmap.width, bitmap.height);
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    let box = { x: 0, y: 0, width: made.width, height: made.height };
    if (order.crop) {
        box = withMargin(visible(await subjectOn(order.subject, made) ?? context, made.width, made.height), order.margin ?? 0);
        box = order.subject ? inside(box, made) : box;
    }
    if (order.mask) {
        eachStrip(made.width, made.height, (top, rows) => {
            const pixels = context.getImageData(0, top, made.width, rows);
            recolour(pixels.data, null, "mask");
            context.putImageData(pixels, 0, top);
        });
    }
    if (order.crop || order.colour || order.picture) {
        const [framed, drawn] = canvas(box.width, box.height);
        await behind(drawn, framed, order);
        drawn.drawImage(made, -box.x, -box.y);
        made = framed;
    }
    return { answer: await made.convertToBlob({ type: order.type ?? "image/png", quality: order.quality ?? 0.92 }) };
}

async function behind(context, { width, height }, { colour, picture }) {
    if (colour) {
        context.fillStyle = colour;
        context.fillRect(0, 0, width, height);
    }
    if (picture) {
        const bitmap = await createImageBitmap(picture);
        const scale = Math.max(width / bitmap.width, height / bitmap.height);
        context.drawImage(bitmap, (width - bitmap.width * scale) / 2, (height - bitmap.height * scale) / 2,
            bitmap.width * scale, bitmap.height * scale);
        bitmap.close();
    }
}

// The smallest box around what can be seen; the whole picture where nothing can.
function visible(context, width, height) {
    let [left, top, right, bottom] = [width, height, -1, -1];
    eachStrip(width, height, (first, rows) => {
        const { data } = context.getImageData(0, first, width, rows);
        for (let y = 0; y < rows; y += 1) {
            for (let x = 0; x < width; x += 1) {
                if (data[4 * (y * width + x) + 3] > 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, first + y);
                    bottom = first + y;
                }
            }
        }
    });
    return right < 0 ? { x: 0, y: 0, width, height }
        : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

// The cutout of a picture that is opaque by now, or null.
async function subjectOn(blob, { width, height }) {
    if (!blob) {
        return null;
    }
    const bitmap = await createImageBitmap(blob);
    const [, context] = canvas(width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    return context;
}

// Beyond an opaque picture there is nothing that a margin could show.
function inside(box, { width, height }) {
    const [x, y] = [Math.max(0, box.x), Math.max(0, box.y)];
    return { x, y, width: Math.min(width, box.x + box.width) - x, height: Math.min(height, box.y + box.height) - y };
}

function withMargin(box, percent) {
    const across = Math.round(box.width * percent / 100);
    const down = Math.round(box.height * percent / 100);
    return { x: box.x - across, y: box.y - down, width: box.width + 2 * across, height: box.height + 2 * down };
}

async function hint({ strokes, width, height }) {
    const [made, context] = canvas(width, height);
    drawStrokes(context, strokes, { keep: "#fff", erase: "#000" });
    return { answer: await made.convertToBlob({ type: "image/png" }) };
}
