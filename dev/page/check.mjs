// Every feature of the page, driven as people do: node check.mjs [SCENARIO ...]; started by run.sh.
import { failed, launch } from "./browser.mjs";
import * as cut from "./cut.mjs";
import * as views from "./views.mjs";
import * as people from "./people.mjs";

const scenarios = { ...cut, ...views, ...people };
const wanted = process.argv.slice(2);
const browser = await launch();
for (const [name, scenario] of Object.entries(scenarios)) {
    if (wanted.length && !wanted.includes(name)) {
        continue;
    }
    const before = failed().length;
    const start = Date.now();
    try {
        await scenario(browser);
    } catch (error) {
        failed().push(name);
        console.error(`FAILED: ${name}: ${error.stack}`);
    }
    console.log(`${failed().length > before ? "FAILED" : "ok"}: ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}
await browser.close();
console.log(`${failed().length} faults`);
process.exit(failed().length ? 1 : 0);
