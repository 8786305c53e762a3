// Changes when another weakness of the model is known, or one is gone. The model card prints these.

/** What one should know before believing a level. */
export const weaknesses: readonly string[] = [
  'Irony without a mark of it (“Sogar der Bus war schneller. Gratuliere.”) is the commonest error still: fixed forms and what is like them are known, what is told through facts and comparisons is right in about four of five.',
  'A complaint told through facts alone (“How many times must I type the same order number?”) is often taken for a plain problem, and a plain problem with many bad words sometimes for a complaint.',
  'Praise that tells a long trouble first, or speaks in dark or rare words, is now and then taken for a complaint, above all in English and Persian; most strong messages with the wrong sign are strong praise or insults in words that the engine has never read.',
  'Romanised Hindi is at chance on UMSAB, whose Hindi labels are themselves near chance (they agree with a model of all else in 38 of 100 texts, those of `hi-en` in 64): its training part is left out, and its validation part says nothing. Of messages to support in either script, by a writer it has not read, it is right in three of four; of reviews in Devanagari in less than half. Nobody should switch Hindi on for decisions.',
  'Danish, Polish and Arabic plain problems are the likeliest to be taken for a complaint: about one in seven of the talks of the demo world, most of them as slightly negative.',
  'French, Italian, Portuguese and Spanish have a fifth of the rows that the six languages have, of one writer each, and no conversations; their rules for money asked back and threats to leave know the commonest forms only: of messages to support by writers it has not read it is right in four of five, one in five strong ones it takes for neutral, and courtesy is known by few words. What is gained on UMSAB by how readily a language is negative or positive is mostly learned by heart of its 324 texts: believe the figures on fifths that it was not chosen on.',
  'Persian outside of support (product reviews, food delivery) is little better than word lists; in reviews, neutral sentences of specification look positive.',
  'English written in the middle of another language, and Danish against Norwegian, may be read as the neighbour; the shared weights soften that.',
  'Labels were given by the writers of the rows, one each; where slight, plain and strong end, they differ. Swearing as praise, relief after a complaint (1) and weary repetition (-1 or -2) are where two people would differ.',
  'The rows are of five kinds, and the figure of all is a mixture of them: see the table by how they were written. On what was written where the engine erred it errs most. Rows of writers it has learned from, though kept aside, say too much: see the table of other writers.',
  'A strong message is read as the opposite where irony or a word unknown to the engine carries it; where the engine itself is torn, it says neutral or slightly (SENT-13): the price is strong messages said to be neutral, about one in thirteen.',
  'Profanity is a rule for English: “damn good” shows Negative. That is asked for, and is told first among the reasons.',
];
