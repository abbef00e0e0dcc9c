import { safeText } from '../safe-text.js';
import { type CheckFinding, type CheckResult, failuresOf } from './check-result.js';
import { outcomeReason } from './check-text.js';
import { findingText, pathLines } from './finding-text.js';

/**
 * The result as JUnit XML: one test case for the process and one for each finding. What is allowed is a skipped case, and
 * an inconclusive check an error, or skipped where that was declared good enough.
 */
export function renderCheckJunit(result: CheckResult): string {
  const failures = failuresOf(result);
  const cases = [processCase(result), ...result.findings.map((finding) => findingCase(finding, result))];
  const undecided = result.outcome === 'inconclusive';
  const totals = attributes({
    tests: String(cases.length),
    failures: String(failures.length + (failures.length > 0 ? 1 : 0)),
    errors: undecided && !result.inconclusiveAllowed ? '1' : '0',
    skipped: String(
      result.findings.length - failures.length + (undecided && result.inconclusiveAllowed ? 1 : 0),
    ),
    time: result.seconds.toFixed(3),
  });
  const suite = attributes({ name: result.program.join(' ') });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="heaptide check"${totals}>`,
    `  <testsuite${suite}${totals}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function processCase(result: CheckResult): string {
  const message = outcomeReason(result);
  const { outcome, inconclusiveAllowed, seconds } = result;
  const named = { classname: 'heaptide.check', name: 'the process does not grow', time: seconds.toFixed(3) };
  switch (outcome) {
    case 'passed':
      return testCase(named, '');
    case 'failed':
      return testCase(named, element('failure', { message, type: result.growth.verdict }, ''));
    case 'inconclusive':
      return testCase(
        named,
        inconclusiveAllowed
          ? element('skipped', { message }, '')
          : element('error', { message, type: outcome }, ''),
      );
  }
}

function findingCase(finding: CheckFinding, { growth }: CheckResult): string {
  const { key, site, keeper, place, allowedBy, objection } = finding;
  const named = {
    classname: 'heaptide.check.site',
    name: key,
    time: '0.000',
    ...(place === undefined ? {} : { file: place.file, line: String(place.line) }),
  };
  if (allowedBy !== undefined) {
    return testCase(named, element('skipped', { message: `allowed: ${allowedBy.reason}` }, ''));
  }
  const body = [
    site.reason,
    ...(keeper === undefined ? [] : [`kept by: ${keeper}`]),
    ...(objection === undefined ? [] : [objection]),
    ...pathLines(finding),
  ].map((line) => safeText(line));
  return testCase(
    named,
    element('failure', { message: findingText(finding, growth), type: site.verdict }, body.join('\n')),
  );
}

function testCase(named: Readonly<Record<string, string>>, body: string): string {
  return body === ''
    ? `    <testcase${attributes(named)}/>`
    : `    <testcase${attributes(named)}>${body}</testcase>`;
}

function element(name: string, attribute: Readonly<Record<string, string>>, body: string): string {
  const begin = `<${name}${attributes(attribute)}`;
  return body === '' ? `${begin}/>` : `${begin}>${escapeXml(body)}</${name}>`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(safeText(value))}"`)
    .join('');
}

/** What XML cannot hold at all has been replaced by {@link safeText}. */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
