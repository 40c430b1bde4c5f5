// runtime_csv.test.mjs: the numbers of a figure as CSV: one heading, units and spreads apart, nothing that acts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { csvOf } = await runtimeModule('taking/csv.ts');
const linesOf = csv => csv.split('\r\n').slice(0, -1);
const table = (...lines) => [{ name: 'A', lines }];

test('R36: words for readers become numbers: signs, commas, units and spreads', () => {
  const lines = linesOf(
    csvOf(
      [],
      table(
        ['Rate', 'Right', 'Gain', 'Masks', 'Labels'],
        ['0.0', '99.4 ± 0.3 %', '', '1,048,576', '6 of 11'],
        ['0.1', '96.2 ± 0.7 %', '+2.6 ± 0.7', '12', '5 of 11'],
        ['0.2', '−1.5 %', '−2 ± 1', 'not tried', '4 of 11'],
      ),
    ),
  );
  assert.deepEqual(lines, [
    'Table,Rate,Right (%),Right (%) ±,Gain,Gain ±,Masks,Labels',
    'A,0.0,99.4,0.3,,,1048576,6 of 11',
    'A,0.1,96.2,0.7,2.6,0.7,12,5 of 11',
    'A,0.2,-1.5,,-2,1,not tried,4 of 11',
  ]);
});

test('R36: a column of several units keeps its words', () => {
  assert.deepEqual(linesOf(csvOf([], table(['Name', 'Time'], ['a', '12 days'], ['b', '3 years']))).slice(1), [
    'A,a,12 days',
    'A,b,3 years',
  ]);
});

test('R36: tables share one heading; a row fills the columns of its own', () => {
  const csv = csvOf(
    [['Link', 'https://a.test/#m?p=0.3,1']],
    [
      {
        name: 'One',
        lines: [
          ['x', 'y', 'y'],
          ['1', '2', '3'],
        ],
      },
      {
        name: 'Two',
        lines: [
          ['x', 'z'],
          ['4', '5'],
        ],
      },
    ],
  );
  assert.deepEqual(linesOf(csv), [
    '# Link,"https://a.test/#m?p=0.3,1"',
    'Table,x,y,y 2,z',
    'One,1,2,3,',
    'Two,4,,,5',
  ]);
});

test('R36: no cell is a formula, a note or the end of its row', () => {
  const evil = ['=1+1', '+x', '-x', '@x', '#x', 'a"b', 'a,b', 'a\r\nb', '-1.5e-7'];
  const [, ...lines] = linesOf(csvOf([], table(['=head'], ...evil.slice(0, 7).map(cell => [cell]))));
  assert.deepEqual(lines, ["A,'=1+1", "A,'+x", "A,'-x", "A,'@x", 'A,"#x"', 'A,"a""b"', 'A,"a,b"']);
  assert.equal(csvOf([], table(['h'], ['a\r\nb'])), 'Table,h\r\nA,"a\r\nb"\r\n');
  assert.equal(linesOf(csvOf([], table(['h'], ['-1.5e-7'])))[1], 'A,-1.5e-7');
  assert.equal(linesOf(csvOf([['a\nb', '=x\n1']], []))[0], "# a b,'=x 1");
});
