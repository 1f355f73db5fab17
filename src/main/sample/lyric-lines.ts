import type { Mood } from './text-words'

/** Lines of a verse or a chorus that fit every song. */
export interface CommonLines {
  readonly verse: readonly string[]
  readonly chorus: readonly string[]
}

export const commonLines: CommonLines = {
  verse: [
    'I {verb} along the {adjective} {noun}',
    "You're standing by the {noun} again",
    'There is a {noun} in the {adjective} {noun}',
    "And I can't tell the {noun} from the {noun}",
    '{Adjective} days and {adjective} nights',
    'They say that every {noun} will {verb}',
    'I found your {noun} on the {adjective} road',
    "We don't {verb} the way we used to {verb}",
    'Through the {noun} I hear you {verb}',
    'The {adjective} {noun} is all I know',
    'Nobody sees the {noun} in my hands',
    "It's a {adjective} town for a {adjective} heart",
  ],
  chorus: [
    'So {verb} with me, {verb} with me',
    'Oh, {adjective} {noun}, {adjective} {noun}',
    "I'm gonna {verb} until the {noun}",
    'This {noun} is yours, this {noun} is mine',
    'Yeah, we {verb}, and we {verb}, and we {verb}',
    'Under the {adjective}, {adjective} {noun}',
  ],
}

/** Lines that only songs of a mood have. */
export const moodLines: Readonly<Record<Mood, readonly string[]>> = {
  brightLively: [
    'Hands up, hearts up, {verb} for the {noun}',
    "Tonight we're {adjective}, tonight we {verb}",
    "Nothing can stop us, we're {adjective} and {adjective}",
    'Come on and {verb}, the {noun} is ours',
  ],
  brightQuiet: [
    'Lay your head down, {adjective} and {adjective}',
    'You are my {noun}, you are my {noun}',
    'Close your eyes and {verb}, my {adjective} one',
    'In your arms the {noun} is {adjective}',
  ],
  darkLively: [
    'You lied to me, so {verb}, {verb}',
    'Blood on the {noun}, a {noun} in my head',
    "I'm gonna make you {verb}, you {adjective} {noun}",
    'No way out of this {adjective} {noun}',
  ],
  darkQuiet: [
    'Since you are gone I {verb} and {verb}',
    'Nobody left but the {noun} and the {noun}',
    'The house is {adjective}, the bed is {adjective}',
    'I never said the last {noun}, now I {verb}',
  ],
}
