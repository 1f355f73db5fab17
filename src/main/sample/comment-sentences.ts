import type { Mood } from './text-words'

/** Sentences that any listener may write; the words of their slots are those of one mood. */
export const commonSentences: readonly string[] = [
  'I think this song is about {meaning} and nothing else.',
  'It always makes me feel {feeling}, even after all these years.',
  'For me it is a song of {meaning} and {meaning}.',
  'The melody is so {quality} that I felt {feeling} right away.',
  'It reminds me of a {memory} from long ago.',
  "Such a {quality} piece, I can't stop playing it.",
  'When I hear it I am {feeling}, {feeling} and somehow also {feeling}.',
  'We played it at a {memory} and everybody was {feeling}.',
  "He's clearly singing about {meaning}; the words are {quality}.",
  'What a {quality} thing this band has written.',
  'After the {memory} I listened to this every day and felt {feeling}.',
  'Listen to the end: {quality}, {quality}, just {quality}.',
  'My sister says it is {quality} because it speaks of {meaning}.',
  'The second verse makes me want to {act}, it is so {quality}.',
  'There is {meaning} in that voice, and it makes me {act}.',
  'Every time I {act} to this I think of the {memory}.',
  'To me the whole record is {quality}, but this one made me {feeling}.',
]

/** Sentences that only listeners write who hear a piece so. */
export const moodSentences: Readonly<Record<Mood, readonly string[]>> = {
  brightLively: [
    'Pure {meaning}! You cannot sit still, you have to {act}.',
    'So {quality} and {quality}, I {act} through the whole house.',
    'Best {memory} song ever, {feeling} from the first beat on.',
    'Turn it up, {act} and be {feeling}!',
    'It is {meaning} in three minutes, {quality} and full of sunshine.',
  ],
  brightQuiet: [
    'I put it on before I sleep and feel {feeling} and {feeling}.',
    'A {quality}, {quality} song that speaks of {meaning} softly.',
    'It holds you like {meaning}; I just {act} and listen.',
    'We had it on in the {memory}, so {quality} and so {feeling}.',
    'Thank you for this {quality} piece, it taught me to {act}.',
  ],
  darkLively: [
    'The drums are {quality} and {quality}, like a {memory}.',
    'You hear the {meaning} in every line, it makes you {feeling}.',
    'After the {memory} I was so {feeling} that I had to {act}.',
    'Nobody should {act} like that; it is {quality} and full of {meaning}.',
    'I get {feeling} and want to {act}, that is how {quality} it is.',
  ],
  darkQuiet: [
    'I {act} whenever I hear it, so {quality} and {quality}.',
    'They played it at the {memory} and I was {feeling} for weeks.',
    'Nothing but {meaning} and {meaning} in these words.',
    'I feel {feeling} and {feeling} when the last note dies away.',
    'A {quality} song for a {memory}; I still {act}.',
  ],
}

/** What else is written below a song. */
export const otherSentences: readonly string[] = [
  'Does anybody know the chords of the bridge?',
  'I came here from the film, who else?',
  'Saw them live last year, the sound was better than on the record.',
  'The third line should read differently, please check the lyrics.',
  'My copy of the album skips at exactly this place.',
  'The bass player left after this recording.',
  'Is this the single or the album version?',
  'They recorded it in one take, I read in an interview.',
  'First comment on this page!',
  'The drummer is from my town.',
]
