// Decoded pictures for the viewers: the few that were looked at last, since one of 12 MP takes 64 MB.
import { changed } from "./state.js";
import { close, pyramid } from "./pixels.js";

const MOST = 8;
const MOST_PIXELS = 60_000_000;
const kept = new Map();
const names = new WeakMap();
let last = 0;
let turn = 0;

// What the page asks for from here on is on the screen, and is kept whatever it takes.
export function newDraw() {
    turn += 1;
}

function name(blob) {
    if (!names.has(blob)) {
        last += 1;
        names.set(blob, `b${last}`);
    }
    return names.get(blob);
}

// The picture of a blob as it is ("picture"), as its opacity ("mask", "heat") or beside another ("difference", "error");
// null while it is being made or where the browser cannot read it. The page is drawn again when it is there.
export function picture(blob, kind = "picture", other = null) {
    if (!blob) {
        return null;
    }
    const key = `${kind} ${name(blob)} ${other ? name(other) : ""}`;
    const found = kept.get(key);
    if (found) {
        found.turn = turn;
        kept.delete(key);
        kept.set(key, found);
        return found.made ?? null;
    }
    const entry = { made: null, failed: false, turn };
    kept.set(key, entry);
    pyramid(blob, kind, other).then(made => {
        entry.made = made;
        if (kept.get(key) !== entry) {
            close(made);
        }
        shorten();
        changed();
    }, () => { entry.failed = true; changed(); });
    return null;
}

// Whether the browser was not able to read it.
export function unreadable(blob) {
    return Boolean(blob) && (kept.get(`picture ${name(blob)} `)?.failed ?? false);
}

function shorten() {
    const pixels = () => [...kept.values()].reduce((sum, { made }) => sum + (made ? made.width * made.height : 0), 0);
    for (const [key, { made, turn: used }] of kept) {
        if (used === turn) {
            continue;
        }
        if (kept.size <= 3 || (kept.size <= MOST && pixels() <= MOST_PIXELS)) {
            return;
        }
        kept.delete(key);
        close(made);
    }
}
