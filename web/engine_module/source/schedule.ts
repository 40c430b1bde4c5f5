// schedule.ts: drop rates that change during training.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing } from './lending.ts';

export interface Schedule {
  /**
   * With t the share of the training that is done: constant p; ramp p min(1, t / turn); reverseRamp p max(0, 1 - t / turn);
   * early p until turn, then 0; late 0 until turn, then p; curriculum p (1 - e^(-rate t)). Default 'constant'.
   */
  kind?: 'constant' | 'ramp' | 'reverseRamp' | 'early' | 'late' | 'curriculum';
  /** p, the largest rate. Default 0.5. */
  dropRate?: number;
  /** Where a ramp ends or a switch lies, 0 to 1. Default 1. */
  turn?: number;
  /** Of the curriculum, at least 0. Default 10. */
  rate?: number;
}

const kinds = ['constant', 'ramp', 'reverseRamp', 'early', 'late', 'curriculum'];

export function writeSchedule(fields: Fields, where: string, schedule: Schedule | undefined): void {
  const settings = check.settings<Schedule>(where, schedule, ['kind', 'dropRate', 'turn', 'rate']);
  const { kind = 'constant', dropRate = 0.5, turn = 1, rate = 10 } = settings;
  fields
    .number(check.choice(`${where}.kind`, kind, kinds))
    .number(check.rate(`${where}.dropRate`, dropRate))
    .number(check.number(`${where}.turn`, turn, { min: 0, max: 1 }))
    .number(check.number(`${where}.rate`, rate, { min: 0 }));
}

/** The drop rate when the share `shareDone` of the training is done, 0 to 1. */
export function scheduledDropRate(schedule: Schedule, shareDone: number): number {
  const fields = new Fields();
  writeSchedule(fields, 'scheduledDropRate.schedule', schedule);
  const share = check.number('scheduledDropRate.shareDone', shareDone, { min: 0, max: 1 });
  return borrowing(lender => call('scheduled_rate', lender.doubles(fields.values).at, share));
}
