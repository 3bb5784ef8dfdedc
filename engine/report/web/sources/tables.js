// SPDX-License-Identifier: MIT

/// A number where the cell holds one; nothing where it is empty.
function keyOf(cell) {
  const number = cell.matches("[data-value]") ? cell : cell.querySelector("[data-value]");
  if (number) return Number(number.dataset.value);
  const text = cell.textContent.trim();
  return text === "" || text === "–" ? null : text;
}

/// What is missing stands last, whichever way.
function order(first, second, ascending) {
  if (first === null || second === null) return (first === null) - (second === null);
  const difference = typeof first === "number" && typeof second === "number" ? first - second : String(first).localeCompare(String(second));
  return ascending ? difference : -difference;
}

/// Headings become buttons: once down from the largest (names: up), once more the other way.
export function makeSortable(table) {
  const body = table.tBodies[0];
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const was = heading.getAttribute("aria-sort");
      const numeric = heading.classList.contains("number");
      const ascending = was === null ? !numeric : was === "descending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[heading.cellIndex]) }));
      rows.sort((one, other) => order(one.key, other.key, ascending));
      body.append(...rows.map(({ row }) => row));
    });
  }
}
