import { expect, it } from 'vitest';
import { sourceMappingUrl } from '../../src/source-maps/source-mapping-url.js';

it.each([
  ['f();\n//# sourceMappingURL=a.js.map', 'a.js.map'],
  ['f();\n//# sourceMappingURL=a.js.map\n', 'a.js.map'],
  ['f();\r\n//# sourceMappingURL=a.js.map\r\n\r\n', 'a.js.map'],
  ['f();\n//@ sourceMappingURL=a.js.map\n// end\n', 'a.js.map'],
  ['f{}\n/*# sourceMappingURL=../maps/a.map */\n', '../maps/a.map'],
  ['//# sourceMappingURL=old.map\nf();\n//# sourceMappingURL=new.map', 'new.map'],
  ['f();//# sourceMappingURL=data:application/json;base64,e30=', 'data:application/json;base64,e30='],
  ['f();', undefined],
  ['//# sourceMappingURL=', undefined],
  ['//# sourceMappingURL=a.map\nf();', undefined],
  ['const text = "//# sourceMappingURL=" + url;', undefined],
  ['const text = `\n//# sourceMappingURL=${url}`;', undefined],
  ['sourceMappingURL=a.map', undefined],
])('%j ends with %j', (program, url) => expect(sourceMappingUrl(program)).toBe(url));
