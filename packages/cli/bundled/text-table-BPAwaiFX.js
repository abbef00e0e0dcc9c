// packages/report/dist/text-table.js
/** Rows of cells in columns two spaces apart; the last column is not padded. Gives one line a row, titles first. */
function layOutTable(columns, rows) {
	const widths = columns.map(({ title }, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
	const line = (cells) => cells.map((cell, i) => columns[i].align === "right" ? cell.padStart(widths[i]) : cell.padEnd(widths[i])).join("  ").trimEnd();
	return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}

export { layOutTable as t };