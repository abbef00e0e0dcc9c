import { expect, test } from 'vitest';
import { shortFunctionName } from '../../src/pprof/dot/short-name.js';

test.each([
  ['handle', 'handle'],
  ['github.com/user/module/v2/pkg.(*Type).Method', 'pkg.(*Type).Method'],
  ['github.com/user/module/v10.Func', 'module.Func'],
  ['pkg/v1.Func', 'v1.Func'],
  ['java.util.concurrent.ThreadPoolExecutor.runWorker(Worker)', 'ThreadPoolExecutor.runWorker'],
  ['com.example.Bar.<init>(int)', 'Bar.<init>'],
  ['java.util.Map.get', 'Map.get'],
  ['(anonymous namespace)::Bar::Foo', 'Bar::Foo'],
  ['foo::bar::Baz::~Baz', 'Baz::~Baz'],
  ['std::__1::_Alloc::get<int>', '_Alloc::get<int>'],
  ['ns::function', 'ns::function'],
  ['Array.from', 'Array.from'],
  ['node:internal/process/task_queues', 'node:internal/process/task_queues'],
])('%s', (name, short) => {
  expect(shortFunctionName(name)).toBe(short);
});
