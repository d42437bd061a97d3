// What a cutout is looked at upon.
export const KINDS = ["checker", "white", "black", "colour", "scene", "picture"];
export const SCENES = ["scene-1.jpg", "scene-2.jpg", "scene-3.jpg"];

const CELL = 10;
let checker = null;
const scenes = new Map();

// Paints it into a box [left, top, width, height] of a canvas; the caller has clipped to it.
export function paintBackground(context, look, [left, top, width, height]) {
    if (look.bitmap && (look.kind === "picture" || look.kind === "scene")) {
        const scale = Math.max(width / look.bitmap.width, height / look.bitmap.height);
        context.drawImage(look.bitmap, left + (width - look.bitmap.width * scale) / 2,
            top + (height - look.bitmap.height * scale) / 2, look.bitmap.width * scale, look.bitmap.height * scale);
        return;
    }
    const colours = { white: "#fff", black: "#000", colour: look.colour };
    context.fillStyle = colours[look.kind] ?? pattern(context);
    const [x, y] = [Math.max(0, left), Math.max(0, top)];
    context.fillRect(x, y, Math.min(context.canvas.width, left + width) - x, Math.min(context.canvas.height, top + height) - y);
}

function pattern(context) {
    if (!checker) {
        const cell = CELL * (devicePixelRatio || 1);
        const tile = new OffscreenCanvas(2 * cell, 2 * cell);
        const drawn = tile.getContext("2d");
        drawn.fillStyle = "#fff";
        drawn.fillRect(0, 0, 2 * cell, 2 * cell);
        drawn.fillStyle = "#cfd3d6";
        drawn.fillRect(0, 0, cell, cell);
        drawn.fillRect(cell, cell, cell, cell);
        checker = context.createPattern(tile, "repeat");
    }
    return checker;
}

// The bitmap of a scene that comes with the page; read once.
export async function scene(at) {
    if (!scenes.has(at)) {
        const answer = await fetch(new URL(SCENES[at], import.meta.url));
        scenes.set(at, await createImageBitmap(await answer.blob()));
    }
    return scenes.get(at);
}
