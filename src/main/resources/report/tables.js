// Tables, each in a box of its own that scrolls.

// A cell: text, a node, or { text, className, title, span, head }.
function cell(content, first, head) {
    const isPlain = content === null || content === undefined || typeof content !== "object" || content instanceof Node;
    const { text, className = "", title, span, isHead } = isPlain ? { text: content } : content;
    const made = element(head || isHead ? "th" : "td", { className: `${first ? "first " : ""}${className}`.trim() });
    if (head || isHead) {
        made.scope = head ? "col" : span ? "rowgroup" : "row";
    }
    if (title) {
        made.title = title;
    }
    if (span) {
        made.rowSpan = span;
    }
    made.append(text ?? "\u2013");
    return made;
}

// A row from its cells; `first` is whether the first one stays in sight.
function row(cells, { first = true, className = "" } = {}) {
    return element("tr", { className }, ...cells.map((content, at) => cell(content, first && at === 0)));
}

function table(label, heads, body, { tall = false } = {}) {
    const head = heads && element("thead", {}, element("tr", {}, ...heads.map((content, at) => cell(content, at === 0, true))));
    return element("div", { className: tall ? "scroll tall" : "scroll", tabIndex: 0, role: "region", "aria-label": label },
        element("table", { className: heads ? "" : "bare" }, element("caption", { className: "said", textContent: label }),
            head, element("tbody", {}, ...body)));
}

function rowHead(text, more = {}) {
    return { text, isHead: true, ...more };
}

function left(text, more = {}) {
    return { text, className: "words", ...more };
}

// Names and values, as far as there are any; objects as JSON.
function facts(label, entries) {
    const body = entries
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([name, value]) => row([
            rowHead(words(name)),
            left(typeof value === "object" ? JSON.stringify(value) : String(value), { className: "words long" }),
        ]));
    return table(label, null, body);
}
