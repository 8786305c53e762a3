// English words and phrases with their weights.
import type { Lexicon } from './types.ts';

export const en: Lexicon = {
  '3': `amazing awesome brilliant excellent exceptional fantastic flawless incredible magnificent marvellous marvelous outstanding
    perfect perfectly phenomenal superb splendid thrilled wonderful wonderfully delighted unbeatable stellar lifesaver overjoyed ecstatic
    angel angels legend* hero heroes lifesavers godsend magic magical wizard* gobsmacked ecstatically`,
  '2': `best beautiful beautifully delight delightful great greatly glad happy happier happily impressed impressive love loved loves loving
    lovely pleased pleasure enjoy enjoyed enjoying enjoyable excited exciting generous terrific recommend recommended superior grateful
    hero heroes legend cheers yay woohoo wow kudos bravo fab fabulous favourite favorite adore adored gem spotless
    gems chuffed thankful gratitude kindest kindness`,
  '1': `appreciate* better calm cheerful clear clearly clever comfortable comfy cool convenient courteous cute easy easily efficient effortless
    fair faster fast flexible friendly fun good handy helpful helped helps honest improved improvement interesting kind kindly
    neat easier speedy lightning nice nicely patient polite pretty professional prompt promptly quick quickly quicker quiet reassuring relieved reliable
    responsive respectful reasonable satisfied satisfactory sharp simple smart smooth smoothly solid solved sorted stylish success
    successful successfully sweet swift swiftly tidy trust trustworthy useful valuable warm welcoming well win winner worked worth worthwhile
    works lol haha bless blessed proud thankful sturdy tasty genuine safe`,
  polite: `thank thanks thx ty thankyou please appreciated regards sincerely`,
  beside: `you very much a the all and for your to u im dear sir madam team guys cheers ok okay hi hello hey bye goodbye yes no then`,
  regret: `unfortunately unfortunate sadly`,
  '-1': `annoying annoyed annoys annoyance awkward bad badly bored boring bother bothered careless clumsy complain* complaint complaints
    concerned confused confusing costly cumbersome difficult disappoint disappointing doubt doubtful dull embarrassing flimsy frustrated
    frustrating frustration hard hassle impatient impersonal impolite inadequate inconvenient inconvenience incorrect inefficient
    irritated irritating messy mediocre misleading mistake moody nervous overpriced painful poor poorly pushy regret regretted
    ridiculously rubbish sad slow slower sluggish stress stressed stressful stupid tired tiresome troubling unacceptably unclear unfair
    unhelpful unimpressed uncomfortable unprofessional unreliable unresponsive unsatisfied upset useless vague waste wasted
    weak weird worried worrying worse wonky failure shabby sloppy tedious excuse excuses ignoring ignored ignore ignores bs meh nope ugh
    hopeless mess delays unhappy dissatisfied dissatisfaction gave nobody cheap`,
  '-2': `abysmal angry appalled atrocious awful cheated cheat cheating crook crooks cruel deceived deceptive deceitful disgraceful disaster
    disappointed disappointment dishonest disrespect disrespectful dreadful enraged exploit exploited fraudulent furious garbage
    hate hated hates hating horrendous incompetent incompetence infuriating insulted insulting insult intolerable laughable liar liars
    lied lies lying ludicrous mislead misled nightmare outrage outraged outrageous pathetic ridiculous rude rudely rudeness shame shameful shambles
    shocking sickening terrible terribly trash unacceptable unbelievable unbearable worst worthless robbed robbery ripoff absurd joke mad
    disgrace sue lawyer ombudsman scandal clueless idiotic hell`,
  '-3': `disgusted disgusting scam scammed scammer scammers scams fraud frauds thief thieves theft despicable vile horrible horribly horrid criminal criminals
    swindle swindled swindlers detest loathe abhorrent idiot idiots moron morons
    scum parasite parasites monster monsters contemptible coward cowards butcher butchers heartless crooks vermin filth filthy murderers murderer bullies lowlifes cretin cretins imbecile imbeciles parasitic rotten`,
  negators: `not no never none nothing neither nor cannot cant can't don't dont doesn't doesnt didn't didnt isn't isnt wasn't wasnt aren't arent
    weren't won't wont wouldn't wouldnt shouldn't couldn't couldnt haven't havent hasn't hasnt hadn't without hardly barely ain't nowhere far`,
  negatorsAfter: '',
  boosters: `very really so extremely absolutely totally completely utterly truly incredibly super too highly deeply seriously entirely
    insanely ridiculously beyond such soo damn`,
  dampers: `slightly somewhat bit little kinda rather fairly quite mildly almost partly`,
  neutral: [
    /\b((many )?thanks|thank you( all)?|thx|cheers)( (so|very) much| a (lot|million)| again)?,? for (all )?(your|the|all your) (kind )?(help|assistance|support|time|reply|answer|response|information|info)\b/g,
    /\bgood (morning|afternoon|evening|day|night)\b/g,
    /\bhave a (very )?(nice|good|great|lovely|wonderful|pleasant) (day|evening|weekend|one|time|week)\b/g,
    /\b(best|kind|warm|kindest) (regards|wishes)\b/g,
    /\b(all the best|well done is|as well as|as well|may well|might well|good to go|fine print|hard drive|hard disk|hard reset|hard copy|fast forward)\b/g,
    /\b(thanks?|thank you)( very much)? in advance\b/g,
    /\b(would|could) (you )?(be so )?kind(ly)?\b/g,
    /\b(would|i'd) (love|be (happy|glad)) to (know|hear|have|see|get|return)\b/g,
    /\bhow (easy|hard|difficult|fast|quickly|quick|good|well|safe|long|much) (is|are|does|do|will|can)\b/g,
    /\b(no|not a) problem\b/g,
    /\b(in|with) good (time|order|condition)\b/g,
    /\b(is there|are there|which|what is|what's) (a |an |the |any )*(better|best|easy|easier|quick|faster|fast|safe)\b/g,
    /\bgood (question|luck)\b/g,
    /\bby mistake\b|^(good|ok|okay|right|well)(?=[.,])/g,
    /\bi hope (you|this|that)\b/g,
  ],
  phrases: [
    [
      /\b(not (a|one) single|without (a|any) (single )?(reply|answer|response|word)|not (even )?(a|one) (reply|answer|word|response))\b/g,
      -1.1,
    ],
    [/\b(rocks?|rule|smashed it|nailed it|saved (me|my (day|life)))(?=[!. ]|$)/g, 1.6],
    [
      /\bhow (hard|difficult) (can|is) it\b|\bpay for your (mistake|error|fault)\b|\brefund me( now)?\b/g,
      -1.2,
    ],
    [
      /\b(want|give me|demand|need|get)(?<!\bhow (do|can|could|will|would|should) (i|we) (\S+ )?\S+) (all )?(my|our|the) (money|cash|refund) (back|now|today|immediately)\b|\bmy(?<!\bget my|\bhow (do|can|could|will|would|should) (i|we) (\S+ )?my) (\S+ )?money back\b|\bi (want|demand) (a|my) (full )?refund\b/g,
      -1.5,
    ],
    [/\bwhere('s| is| the (hell|heck) is) my (money|refund)\b/g, -1],
    [
      /\b(third|fourth|fifth|sixth|tenth|umpteenth|hundredth|nth|[3-9](rd|th)|1\dth) time\b|\b(three|four|five|six|ten|several|many|countless|multiple|dozens of) times\b/g,
      -1.1,
    ],
    [
      /\b(time and (time )?again|over and over( again)?|again and again|yet again|once again you|every single time|same (old )?(problem|issue|story|thing|excuse) again)\b/g,
      -1.2,
    ],
    [/\bstill (no|not|nothing|waiting|isn't|hasn't|haven't|doesn't|don't|can't|broken|having)\b/g, -0.8],
    [
      /\b(nobody|no one|noone|not one of you|none of you) (\S+ )?(calls?|called|answer(s|ed)?|repl(y|ies|ied)|respond(s|ed)?|cares?|helps?|helped|bothered|seems|knows|told|picks)\b/g,
      -1.2,
    ],
    [
      /\b(never|not) (buy(ing)?|order(ing)?|shop(ping)?|us(e|ing)|com(e|ing) back|return(ing)?|deal(ing)?|going) (\S+ ){0,4}(again|anymore|ever)\b|\bnever again\b|\blost (a|me as a) customer\b/g,
      -1.8,
    ],
    [
      /\b(cancel|close|closing|cancelling|canceling|terminate) (my|our|the) (account|contract|subscription|membership)\b/g,
      -0.8,
    ],
    [
      /\b(switch(ing)?|going|move|moving|go) (over )?to (a |another |one of )?(competitor|rival|provider|different (company|provider))\b|\b(buy|shop|go|take my (money|business)) (from )?(somewhere else|elsewhere|from somebody else|from someone else)\b/g,
      -1.3,
    ],
    [
      /\b(my lawyer|legal action|take (this|you|it) to court|small claims|trading standards|consumer (protection|rights)|chargeback|dispute (the|this) (payment|charge)|report(ing)? you|bad review|one star|1 star)\b/g,
      -1.4,
    ],
    [
      /\bthanks? (you )?for nothing\b|\bthanks a bunch for\b|\b(great|fantastic|wonderful|brilliant|lovely|nice|perfect|oh joy),? (another|yet another|so now|still no|and now|now it('s| is) (broken|worse|even|gone|late))\b/g,
      -3,
    ],
    [/\b(waste|wasting) (of )?(my |our )?(time|money|space)\b|\bwasted (my|our|hours|days|enough)\b/g, -1],
    [/\b(what|such|is|are|absolute|complete|total) a? ?(joke|circus|shambles)\b/g, -1],
    [
      /\b(fed up|sick (and tired )?of|had (more than )?enough|enough is enough|done with (this|you)|lost (my|all) patience|at my wits'? end|last straw|last chance|give up)\b/g,
      -1.6,
    ],
    [
      /\b(been|kept|left) (waiting|on hold|in a queue)\b|\bwaiting (for )?(over|more than|almost|nearly|\d+|two|three|four|five|six) (\S+ )?(hours?|days?|weeks?|months?)\b/g,
      -0.9,
    ],
    [
      /\bhow (much longer|many (more )?times|long (do|must|should|am) i)\b|\bdo you even\b|\bwhy (do|must|should) i (always|keep|have to)\b|\bare you (kidding|serious|joking)\b|\bseriously\?/g,
      -1.2,
    ],
    [
      /\b(not|isn't|is not|hardly) (good enough|acceptable|on|ok|okay|fair|funny|what i (ordered|paid for))\b/g,
      -1.2,
    ],
    [
      /\b(passed|sent|pushed|bounced) (\S+ )?(around|from (pillar to post|one (person|department|agent) to))\b|\bhung up( on me)?\b|\brun ?around\b/g,
      -1.2,
    ],
    [
      /\b(can't|cannot|couldn't|could not) (fault|recommend (\S+ )?(enough|highly enough)|be happier|thank you enough|complain)\b/g,
      2.4,
    ],
    [/\b(many thanks|thanks? (you )?(so|very) much|thanks a (lot|million|ton)|thank you all)\b/g, 0.3],
    [
      /\b(finally|at last) (it )?(works?|working|fixed|solved|sorted|arrived)\b|\b(it|that|all|everything)( is|'s)? (works?|working|fixed|solved|sorted)( fine| now| again| perfectly)?\b|\b(that|which|this) (really )?(helped|worked|did it|did the trick|fixed it)\b|\byou('re| are) (the best|a star|a lifesaver|great|amazing)\b|\bmade my day\b/g,
      1,
    ],
    [
      /\b(rip|ripped|ripping)[ -]?off\b|\brip-?off\b|\btake (the )?(mickey|mick)\b|\bday(light)? robbery\b/g,
      -2,
    ],
    [/\b(doesn't|don't|didn't|does not|do not) (even )?(care|listen|bother)\b|\bcouldn't care less\b/g, -1.4],
    [/\b(sort|get) (it|this|your act) (out|together)\b|\bpull yourself together\b|\bdo your job\b/g, -0.9],
  ],
};
