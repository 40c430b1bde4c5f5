// ending.ts: what the lesson's last page does beside its figures, a script of its own: no other page pays for it.
import { connectChallenges } from './challenge.ts';
import { connectRounds } from './round.ts';
import { connectTally } from './tally.ts';

const slug = /([^/]*?)(?:\.html)?$/.exec(location.pathname)?.[1] ?? '';

connectChallenges();
connectTally();
connectRounds(slug);
