/**
 * Runs inside the picture: drag to pan, wheel to zoom about the pointer, double click to fit again. It moves the viewBox,
 * so that the drawing itself stays as graphviz made it.
 */
const SCRIPT = `
(function () {
  'use strict';
  var svg = document.documentElement;
  var whole = svg.getAttribute('viewBox').split(/[ ,]+/).map(Number);
  var view = whole.slice();
  var held = null;
  function show() { svg.setAttribute('viewBox', view.join(' ')); }
  // A point of the window in the units of the drawing; the drawing is centred in the window.
  function at(event) {
    var scale = Math.max(view[2] / window.innerWidth, view[3] / window.innerHeight);
    return {
      x: view[0] + view[2] / 2 + (event.clientX - window.innerWidth / 2) * scale,
      y: view[1] + view[3] / 2 + (event.clientY - window.innerHeight / 2) * scale
    };
  }
  svg.addEventListener('wheel', function (event) {
    event.preventDefault();
    var point = at(event);
    var factor = Math.pow(1.002, Math.max(-300, Math.min(300, event.deltaY)));
    var width = view[2] * factor;
    if (width > whole[2] * 8 || width < whole[2] / 2000) return;
    view = [point.x - (point.x - view[0]) * factor, point.y - (point.y - view[1]) * factor, width, view[3] * factor];
    show();
  }, { passive: false });
  svg.addEventListener('pointerdown', function (event) {
    if (event.button !== 0) return;
    held = at(event);
    event.preventDefault();
  });
  window.addEventListener('pointermove', function (event) {
    if (!held) return;
    var point = at(event);
    view[0] += held.x - point.x;
    view[1] += held.y - point.y;
    show();
  });
  window.addEventListener('pointerup', function () { held = null; });
  svg.addEventListener('dblclick', function () { view = whole.slice(); show(); });
})();
`;

const OPENING = /<svg\s+width="[^"]*"\s+height="[^"]*"\s+viewBox="([^"]*)"/;

/** Makes an SVG of graphviz fill the window and follow the mouse. One of another form is returned as it is. */
export function withPanAndZoom(svg: string): string {
  // Older versions of graphviz write `&;` where an ampersand ends a label, which no XML parser takes.
  const sound = svg.replaceAll('&;', '&amp;;');
  const opening = OPENING.exec(sound);
  const end = sound.lastIndexOf('</svg>');
  if (opening === null || end === -1) return sound;
  const afterOpening = opening.index + opening[0].length;
  const start = `${sound.slice(0, opening.index)}<svg width="100%" height="100%" viewBox="${opening[1]!}"`;
  const script = `<script type="text/ecmascript"><![CDATA[${SCRIPT}]]></script>\n`;
  return `${start}${sound.slice(afterOpening, end)}${script}${sound.slice(end)}`;
}
