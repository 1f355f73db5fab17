/** How a report looks on A4: a serif for text, a sans for tables and figures, black on white in both themes. */
export const paperStyle = `@page { size: A4; margin: 20mm 18mm 20mm; }
:root { color-scheme: only light; --ink: #1a1a1a; --muted: #555; --line: #bbb; --point: #3b4ba0; }
* { box-sizing: border-box; }
body {
  font: 10.5pt/1.45 "Source Serif 4", "Liberation Serif", Georgia, "Times New Roman", serif;
  color: var(--ink); background: #fff; max-width: 174mm; margin: 12mm auto; padding: 0 4mm;
}
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 2mm; text-wrap: balance; }
h2 { font-size: 13.5pt; margin: 8mm 0 2mm; }
h3 { font-size: 11pt; margin: 5mm 0 1mm; }
h1, h2, h3 { break-after: avoid; font-weight: 600; }
p { margin: 0 0 2.5mm; text-wrap: pretty; orphans: 3; widows: 3; }
.byline { color: var(--muted); margin-bottom: 6mm; }
ul { margin: 0 0 3mm; padding-left: 5mm; }
li { margin-bottom: 1mm; }
table {
  width: 100%; border-collapse: collapse; margin: 3mm 0 6mm; font: 8.5pt/1.3 "Liberation Sans", Arial, Helvetica, sans-serif;
  font-variant-numeric: tabular-nums; border-top: .8pt solid var(--ink); border-bottom: .8pt solid var(--ink);
}
caption { text-align: left; font: italic 9.5pt/1.35 "Liberation Serif", Georgia, serif; padding-bottom: 1.5mm; }
thead { display: table-header-group; }
thead tr:last-child th { border-bottom: .5pt solid var(--ink); }
.groups th { text-align: center; font-weight: 600; border-bottom: .4pt solid var(--line); }
tr { break-inside: avoid; }
th, td { padding: 1mm 1.2mm; text-align: right; vertical-align: top; font-weight: 400; }
td { overflow-wrap: anywhere; }
th[scope=col] { font-weight: 600; vertical-align: bottom; }
th:first-child { text-align: left; }
tbody th { font-weight: 600; }
.minor th { font-weight: 400; padding-left: 3mm; color: var(--muted); }
.minor td { color: var(--muted); }
td small { display: block; color: var(--muted); font-size: 6.8pt; white-space: nowrap; }
.figures { display: flex; flex-wrap: wrap; gap: 3mm; break-inside: avoid; margin: 2mm 0 4mm; }
figure { margin: 0; break-inside: avoid; flex: 0 0 54mm; }
figure.wide { flex-basis: 58mm; }
figure svg { width: 100%; height: auto; display: block; }
figcaption { font: italic 8.5pt/1.3 "Liberation Serif", Georgia, serif; }
svg text { fill: var(--ink); font: 11.5px "Liberation Sans", Arial, sans-serif; }
.axis { stroke: var(--line); } .point { fill: var(--point); fill-opacity: .45; }
.curve { fill: none; stroke: var(--point); stroke-width: 1.3; } .held { stroke: #b3541e; stroke-dasharray: 4 3; }
code { font: 8.5pt "Liberation Mono", monospace; overflow-wrap: anywhere; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
`
