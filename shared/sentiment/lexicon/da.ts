// Danish words and phrases with their weights.
import type { Lexicon } from './types.ts';

export const da: Lexicon = {
  '3': `fantastisk* fremragende perfekt* vidunderlig* enestående strålende formidabel* pragtfuld* exceptionel* imponeret* begejstret* lykkelig* genial* suveræn* knaldgod* fabelagtig* uovertruffen*
    engel engle vidunder* mesterlig* overlykkelig* sublim* legender magisk* helte guld forelskede`,
  '2': `super dejlig* skøn* herlig* elsker elskede elsket glad glade glæder^ glæde glædelig* bedste tilfreds tilfredse anbefale^ anbefaler^ anbefalelsesværdig* flot flotte smuk* smukke imponerende taknemmelig* fedt fed fede lækker* lækre
    vild kanon sej seje hurra wow yes bravo ros roser rose toppen tip-top kærlig* stolt elskelig* fornem* fornøjelse fornøjet underholdende kæmpe
    taknemlig* rørt rørende dygtig* skønt hjertevarm* godhjertet* velskrevet lækkert fornemt ordentlighed`,
  '1': `god gode godt lynhurtig* nemmest lettere bedre venlig* hjælpsom* hjælper^ hjalp^ hjulpet flink flinke sød søde rar rare hurtig hurtige hurtigt let nem nemme nemt nemmere behagelig* rolig* tålmodig* kompetent* professionel* pålidelig* fair
    ordentlig* fin fine fint virker^ virkede^ løst lykkedes^ smart* praktisk* nyttig* stabil* solid* gavnlig* sikker* interessant* spændende sjov* hyggelig* forstående imødekommende serviceminded effektiv* tryg trygt
    høflig* ærlig* ok okay endelig tilfredsstillende overskuelig* behjælpelig* velfungerende gratulerer tillykke værd smil smilende`,
  polite: `tak venligst hilsen mvh`,
  beside: `tusind mange dig jer hej farvel ok og for så på forhånd god dag aften weekend hav en du i have ha det hilsner med de bedste kære ja nej også i lige måde`,
  regret: `desværre`,
  '-1': `ærgerlig* irriterende irriteret* trælst træls træt trætte langsom* langsomt dårlig* dårligt dårligere sløv* kedelig* kedeligt trist* synd skuffende besværlig* besvær bøvlet* bøvl rodet* forvirrende forvirret* utilfreds* uklart
    uvenlig* uhøflig* utålmodig* upålidelig* uprofessionel* ubehagelig* uacceptabelt dyr dyrt overpris* ringe mangelfuld* ubrugelig* meningsløs* ligegyldig* ignorer* undskyldninger udenomssnak stress* nervøs* bekymr* bekymret*
    svag* værre klage klager klagede fortryd* fortrød dum dumt dumme tvivl* besværligt spild spildt spilder fejler svigter svigtet svært tåbelig* akavet* pinlig* pinligt nedtur frustr* uheldig* sørgelig* sølle billigt`,
  '-2': `skuffet skuffede skuffelse forfærdelig* frygtelig* elendig* rædselsfuld* rædsom* katastrof* uacceptabel* uhørt* uforskammet* uforskammethed frækhed fræk frækt vred vrede rasende sur sure sint latterlig* grotesk* pinagtig* skandal* hader hadede inkompetent* inkompetence
    løgn løgne løgner løj lyver værst værste værdiløs* skrald affald lort forbrugerklagenævnet forbrugerombudsmanden forbrugerrådet advokat advokaten politianmeld* respektløs* arrogant* arrogance vanvittig* horribel* håbløs* håbløst skammelig* skam
    mareridt useriøs* useriøst forargelig* chokeret* chokerende ulidelig* utilgivelig*
    ynkelig* ynkeligt grådig* hykler* hykleri kynisk* amatør* amatøragtig* vrøvl ævl humbug tåbe* ulækker* ulækkert skændig* skændsel hån håne* hånlig* forbandet forbandede`,
  '-3': `svindel svindler* svindlere snyd snydt snyder snydere bedrag bedrager* bedraget tyveri tyve røvere røvet røvhul* pis pisse* fanden satan helvede kraftedeme idiot* kvalmende modbydelig* ækel* klamt kriminel*
    klaphat* klovn* klovne svin afskum møg* møgfirma usle uslinge fjols* psykopat* åndssvag* forbrydere forbryder* slagtere uhyrer ådselgribbe gribbe parasitter kryb løgnhals* skiderik* afskyelig* lusede`,
  negators: `ikke aldrig ingen intet ikk næppe uden hverken ej knap ingenting`,
  negatorsAfter: `ikke aldrig ikk`,
  boosters: `meget virkelig så ekstremt helt totalt fuldstændig fuldstændigt enormt vildt utrolig utroligt super mega sindssygt rigtig særdeles yderst simpelthen dybt komplet alt altså for`,
  dampers: `lidt noget smule nogenlunde delvist ret temmelig næsten forholdsvis`,
  neutral: [
    /(?<!\p{L})((mange|tusind) )?tak for (hjælpen|din hjælp|jeres hjælp|svaret|svar|oplysningen|oplysningerne|infoen)(?!\p{L})/gu,
    /(?<!\p{L})(ikke )?(så |særlig )?god til(?!\p{L})|^(godt|fint|ok|okay)(?=[.,])/gu,
    /(?<!\p{L})god(t)? ?(dag|morgen|aften|formiddag|eftermiddag|weekend|nat|ferie|nytår)(?!\p{L})/gu,
    /(?<!\p{L})(hav|ha|fortsat) (fortsat )?(en )?(god|rigtig god|dejlig) (dag|aften|weekend|uge|ferie|sommer)(?!\p{L})/gu,
    /(?<!\p{L})((med )?(venlig|venlige|bedste|kærlig|de bedste) hilsen?(er)?|på forhånd (mange )?tak|tak på forhånd|kære)(?!\p{L})/gu,
    /(?<!\p{L})(hvordan|hvor|kan|hvilken|hvilket|hvad|er der|findes der|hvornår) (\p{L}+ ){0,4}(nemmest|bedst|bedste|hurtigst|hurtigt|nemt|let|godt|god|bedre|sikkert|virker|hjælper)(?!\p{L})/gu,
    /(?<!\p{L})(så hurtigt som muligt|hurtigst muligt|godt spørgsmål|intet problem|god idé|vil gerne|i god tid|held og lykke|alt godt|lige så godt|så godt som)(?!\p{L})/gu,
    /(?<!\p{L})jeg håber,? (at |på |i |du )/gu,
    /(glæder mig til|ville være glad for) (at høre|dit svar|jeres svar|et (hurtigt )?svar)/gu,
  ],
  phrases: [
    [/(?<!\p{L})ikke (et|en) (eneste|enkelt) \p{L}+|for jeres fejl/gu, -1.1],
    [
      /(?<!\p{L})(vil|kræver|forlanger|ønsker) (\p{L}+ ){0,4}(mine |alle )?(penge|pengene) (tilbage|retur|nu|i dag)|pengene tilbage(?<!hvordan (\p{L}+ ){1,4}pengene tilbage)(?!garanti)|(?<!\p{L})(jeg|vi) (vil have|kræver|forlanger|ønsker) (\p{L}+ )?(refundering|refusion|tilbagebetaling)(?!\p{L})/gu,
      -1.5,
    ],
    [/(?<!\p{L})hvor (er|bliver) (mine|vores) penge/gu, -1],
    [
      /(?<!\p{L})(tredje|fjerde|femte|sjette|tiende|syttende|gud ved hvilken|[3-9]\.) gang(?!\p{L})|(?<!\p{L})(tre|fire|fem|ti|mange|flere|utallige|hundrede) gange(?!\p{L})|(?<!\p{L})(igen og igen|gang på gang|hver (eneste )?gang|hele tiden|konstant|nu igen|endnu en gang)(?!\p{L})/gu,
      -1.1,
    ],
    [
      /(?<!\p{L})(stadig|stadigvæk|fortsat|endnu) (\p{L}+ ){0,3}(ikke|intet|ingen|ingenting|venter)(?!\p{L})/gu,
      -0.9,
    ],
    [
      /(?<!\p{L})(ingen|der er ingen(, der)?) (\p{L}+ ){0,2}(svarer|ringer|tager|hjælper|reagerer|vender|gider|ved|har svaret|interesserer)/gu,
      -1.2,
    ],
    [
      /(?<!\p{L})(aldrig (mere|igen)|aldrig (\p{L}+ ){0,4}(igen|mere)|sidste gang,? (jeg|vi)|mistet en kunde)(?!\p{L})/gu,
      -1.9,
    ],
    [
      /(?<!\p{L})(opsiger|opsige|lukker|afmelder|siger) (\p{L}+ ){0,3}(abonnement\p{L}*|konto\p{L}*|aftale\p{L}*|medlemskab\p{L}*|op(?!\p{L}))/gu,
      -0.8,
    ],
    [
      /(et andet sted|andre steder|til konkurrenten|hos konkurrenten|en anden (udbyder|butik|bank|leverandør)|skifter (til|selskab|udbyder|bank))/gu,
      -1.2,
    ],
    [/(en stjerne(?!\p{L})|dårlig anmeldelse|anmelde(r)? (jer|det)|retssag|sagsøg|trustpilot)/gu, -1.2],
    [
      /tak for (ingenting|lort|intet)|(?<!\p{L})(flot|fedt|super|dejligt|fantastisk|skønt),? (nu igen|endnu en|igen (for|en)|og nu er)/gu,
      -3,
    ],
    [
      /spild af (tid|penge|min tid)|er (en joke|til grin|en vits)|til grin(?!\p{L})|holder i mig for nar|gør I nar|tager røven|tage pis|røvet/giu,
      -1.8,
    ],
    [
      /(nu er det nok|har fået nok|fået nok|led og ked|træt af|miste[r]? tålmodigheden|tålmodigheden (er )?(slut|opbrugt)|sidste chance|giver op|det er for dårligt|for dårligt|under al kritik|ikke i orden|kan ikke være rigtigt|kan ikke passe|grænsen er nået)/gu,
      -1.6,
    ],
    [
      /(?<!\p{L})(venter|ventet|vente) (\p{L}+ ){0,3}(i|over|mere end|siden) (\p{L}+ ){0,2}(\d+|to|tre|fire|fem|en|timer|dage|uger|måneder|time|uge|måned)/gu,
      -0.9,
    ],
    [
      /(hvor (længe|mange gange) (skal (jeg|vi|man)|endnu)|hvad (laver|bilder) i|mener i det|er det (virkelig )?meningen|seriøst\?|kan i ikke|hvorfor skal jeg (altid|hele))/gu,
      -1.2,
    ],
    [
      /((sendt|sender|kastet|kastes) (\p{L}+ )?(rundt|fra den ene)|fra den ene til den anden|smækket røret|lagt på|smider på|afvist gang)/gu,
      -1.2,
    ],
    [/(tusind tak|mange,? mange tak|hjertelig tak|kæmpe tak|stor tak)/gu, 0.6],
    [
      /((det|nu|alt) (\p{L}+ )?(virker|fungerer) (nu|igen|perfekt|fint|bare|bare)|nu virker det|så lykkedes det|det lykkedes|det hjalp|I er (søde|bedst|gode|de bedste|fantastiske)|kan ikke klage|ikke andet end ros)/giu,
      1,
    ],
  ],
};
