/** Regions of the plane as a text speaks of them. */
export const moods = ['brightLively', 'brightQuiet', 'darkLively', 'darkQuiet'] as const
export type Mood = (typeof moods)[number]

/** Words for one slot of a sentence: those of each mood, and those that say nothing of emotion. */
export type SlotWords = Readonly<Record<Mood | 'neutral', readonly string[]>>

const list = (words: string): string[] => words.split(' ')

/** Slots of the lyrics grammar. */
export const lyricsSlots: Readonly<Record<'adjective' | 'noun' | 'verb', SlotWords>> = {
  adjective: {
    brightLively: list('shining golden wild laughing blazing brilliant dancing happy fearless glorious'),
    brightQuiet: list('gentle tender warm soft sweet peaceful mild kind quiet safe'),
    darkLively: list('burning broken bitter furious bleeding cruel poisoned savage screaming hateful'),
    darkQuiet: list('lonely empty cold faded hollow weary grey forgotten silent mournful'),
    neutral: list('long old northern narrow early other little open distant second'),
  },
  noun: {
    brightLively: list('sunrise dancer firework carnival summer parade victory rocket festival anthem'),
    brightQuiet: list('morning garden lullaby candle harbour meadow embrace whisper blessing shelter'),
    darkLively: list('war knife storm curse chain scream wreck riot wound betrayal'),
    darkQuiet: list('shadow grave teardrop winter ruin sorrow ghost silence goodbye funeral'),
    neutral: list('street window river letter city table station corner road evening'),
  },
  verb: {
    brightLively: list('dance sing jump celebrate run shine laugh fly'),
    brightQuiet: list('rest smile hold dream float breathe love heal'),
    darkLively: list('fight scream burn break curse bleed tear hate'),
    darkQuiet: list('cry fade mourn weep sink wither ache grieve'),
    neutral: list('walk wait turn look stay talk stand drive'),
  },
}

/** Slots of the comments grammar: what listeners say of meaning and feeling. */
export const commentSlots: Readonly<Record<'feeling' | 'meaning' | 'quality' | 'memory' | 'act', SlotWords>> = {
  feeling: {
    brightLively: list('excited joyful energetic happy unstoppable alive thrilled cheerful'),
    brightQuiet: list('calm peaceful comforted hopeful loved safe relaxed grateful'),
    darkLively: list('angry furious anxious afraid desperate betrayed tense hateful'),
    darkQuiet: list('sad lonely depressed hopeless heartbroken empty numb miserable'),
    neutral: list('curious surprised older awake thoughtful focused'),
  },
  meaning: {
    brightLively: list('freedom celebration triumph friendship adventure victory joy'),
    brightQuiet: list('love forgiveness home tenderness gratitude hope innocence'),
    darkLively: list('revenge betrayal war violence hatred addiction rage'),
    darkQuiet: list('loss death grief loneliness divorce regret despair'),
    neutral: list('growing travelling change work memory time choices'),
  },
  quality: {
    brightLively: list('uplifting catchy bright exhilarating fun triumphant bouncy'),
    brightQuiet: list('beautiful gentle soothing lovely warm delicate serene'),
    darkLively: list('aggressive disturbing harsh menacing violent frightening raw'),
    darkQuiet: list('bleak gloomy mournful haunting tragic desolate melancholy'),
    neutral: list('simple clever unusual short strange interesting'),
  },
  memory: {
    brightLively: list('party festival wedding holiday victory birthday'),
    brightQuiet: list('childhood garden honeymoon sunrise lake kitchen'),
    darkLively: list('fight accident quarrel argument nightmare riot'),
    darkQuiet: list('funeral hospital breakup winter illness farewell'),
    neutral: list('school journey job house neighbour film'),
  },
  act: {
    brightLively: list('dance sing jump celebrate laugh cheer'),
    brightQuiet: list('rest smile dream breathe hug forgive'),
    darkLively: list('scream fight curse shout panic rebel'),
    darkQuiet: list('cry weep mourn grieve sigh withdraw'),
    neutral: list('listen think drive read wait walk'),
  },
}
