// Worst cases, with pictures.
const CASES_AT_ONCE = 12;
let mostCases = CASES_AT_ONCE;

function fillCases() {
    if (!data.cases.length) {
        return;
    }
    show("worst");
    const keys = [...mainKeys, ...otherKeys].filter(key => data.cases.some(each => isNumber(each.scores[key])));
    options(byId("case-score"), scoreChoices(keys));
    options(byId("case-variant"), [["", t("all")], ...variants.map(variant => [variant.name, variant.name])]);
    byId("case-variant-label").hidden = variants.length < 2;
    byId("case-score").onchange = () => drawCases(CASES_AT_ONCE);
    byId("case-variant").onchange = () => drawCases(CASES_AT_ONCE);
    drawCases(mostCases);
}

function drawCases(most) {
    mostCases = most;
    const key = byId("case-score").value;
    const variant = byId("case-variant").value;
    const sign = isHigherBetter(key) ? 1 : -1;
    const rank = each => isNumber(each.scores[key]) ? sign * each.scores[key] : Infinity;
    const chosen = data.cases.filter(each => !variant || each.variant === variant).sort((a, b) => rank(a) - rank(b) || 0);
    const cards = chosen.slice(0, most).map(each => caseCard(each, key));
    if (chosen.length > most) {
        const more = element("button", { type: "button", textContent: t("show_more", { n: count(chosen.length - most) }) });
        more.addEventListener("click", () => drawCases(most + CASES_AT_ONCE));
        cards.push(element("p", {}, more));
    }
    byId("cases").replaceChildren(...cards);
}

function caseCard(each, key) {
    const index = variantIndex.get(each.variant);
    const pictures = [[each.image, "picture"], [each.truth, "truth"], [each.predicted, "prediction"], [each.error, "error"]]
        .filter(([picture]) => picture);
    const keys = [...new Set([key, ...mainKeys])].filter(Boolean);
    return element("article", { className: "case" },
        element("h3", { textContent: each.name }),
        variants.length > 1 && index !== undefined ? variantLabel(variants[index]) : null,
        element("div", { className: pictures.length < 4 ? "pictures three" : "pictures" },
            ...pictures.map(([picture, name]) => figure(picture, t(name), each.name))),
        element("dl", { className: "scores" }, ...keys.map(one => element("div", { className: one === key ? "chosen" : "" },
            element("dt", { textContent: scoreName(one) }), element("dd", { textContent: number(each.scores[one], one) })))));
}

function figure([mediaType, bytes], name, pair) {
    return element("figure", {},
        element("img", { src: `data:${mediaType};base64,${bytes}`, alt: t("picture_of", { what: name, pair }) }),
        element("figcaption", { textContent: name }));
}
