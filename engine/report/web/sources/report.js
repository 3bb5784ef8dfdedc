// SPDX-License-Identifier: MIT
// What the page can do beyond being read: charts, tables that sort, a switch of the theme. Without it all is there to read.
import { drawCharts } from "./charts.js";
import { makeSortable } from "./tables.js";
import { addThemeSwitch } from "./theme.js";

document.documentElement.classList.add("scripted");
addThemeSwitch(document.querySelector("[data-theme-switch]"));
for (const table of document.querySelectorAll("table[data-sortable]")) makeSortable(table);
drawCharts(JSON.parse(document.getElementById("chart-data").textContent));
