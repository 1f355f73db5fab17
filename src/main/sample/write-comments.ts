import type { PlanePoint } from '@shared/domain/plane'
import type { Random } from '@shared/domain/random'
import { drawWord, fillSlots, hear, type Voice } from './draw-word'
import { commentSlots } from './text-words'

const sentences = [
  'I think this song is about {meaning} and nothing else.',
  'It always makes me feel {feeling}, even after all these years.',
  'For me it is a song of {meaning} and {meaning}.',
  'The melody is so {quality} that I felt {feeling} right away.',
  'It reminds me of a {memory} from long ago.',
  "Such a {quality} piece, I can't stop playing it.",
  'When I hear it I am {feeling}, {feeling} and somehow also {feeling}.',
  "I don't agree with the others, to me this means {meaning}.",
  'We played it at a {memory} and everybody was {feeling}.',
  "He's clearly singing about {meaning}; the words are {quality}.",
  'What a {quality} thing this band has written.',
  'After the {memory} I listened to this every day and felt {feeling}.',
  'Listen to the end: {quality}, {quality}, just {quality}.',
  'My sister says it is {quality} because it speaks of {meaning}.',
]

/** A comment has two to four sentences. */
const sentencesPerComment: readonly [number, number] = [2, 4]

/**
 * Writes what listeners say about a piece: several comments that speak of meaning and feeling, each by a listener with an
 * ear of their own. They tell valence more plainly than lyrics do.
 * @returns English text of 80 to 300 words, comments separated by an empty line
 */
export function writeComments(truth: PlanePoint, random: Random): string {
  const comments = Array.from({ length: random.integer(5, 7) }, () => {
    const voice: Voice = { heard: hear(truth, 0.3, random), neutralShare: 0.15 }
    const chosen = random.shuffle(sentences).slice(0, random.integer(...sentencesPerComment))
    return chosen.map((sentence) => fillSlots(sentence, (slot) => commentWord(slot, voice, random))).join(' ')
  })
  return comments.join('\n\n')
}

function commentWord(slot: string, voice: Voice, random: Random): string {
  if (slot === 'feeling' || slot === 'meaning' || slot === 'quality' || slot === 'memory') return drawWord(commentSlots[slot], voice, random)
  throw new RangeError(`The comments grammar has no slot ${slot}.`)
}
