// German words and phrases with their weights.
import type { Lexicon } from './types.ts';

export const de: Lexicon = {
  '3': `großartig* grossartig* hervorragend* fantastisch* phantastisch* ausgezeichnet* perfekt* wunderbar* genial* sensationell* überragend*
    exzellent* erstklassig* traumhaft* begeistert* überglücklich* vorbildlich* mega spitzenmäßig*
    engel held helden heldin goldwert unbezahlbar sensation wahnsinnig wahnsinns* sprachlos traum`,
  '2': `super toll* klasse spitze top beste bester bestes besten bestens glücklich* liebe liebt liebevoll lieben freue^ freut^ freuen freude erfreut*
    schön schöne schönes schöner schönen beeindruckt* beeindruckend* empfehle^ empfehlen^ empfehlenswert* zufrieden* dankbar* lob loben prima wow bravo hurra
    geil* cool* grandios* herrlich* gefällt^ gefallen^ lieblings* sauber erleichtert* stolz juhu yay
    respekt tadellos* gerührt kompliment* vorzüglich*`,
  '1': `gut gute guter gutes guten besser bessere angenehm* einfach bequem* freundlich* nett nette netter nettes netten höflich* hilfsbereit* hilfreich*
    hilft^ geholfen kompetent* schnell schnelle schneller schnelles flott zügig* prompt* reibungslos* unkompliziert* unproblematisch* zuverlässig* fair*
    sympathisch* geduldig* kulant* kulanz verständnisvoll* funktioniert^ klappt^ geklappt gelöst behoben nützlich* praktisch* ordentlich* solide* stabil*     hübsch* blitzschnell* leichter merci genialst* lecker* spaß gelungen* ruhig* sicher* interessant* lohnt^ lohnenswert* professionell* lieb lieber liebe* endlich* ok okay günstig* preiswert* übersichtlich* kinderleicht*`,
  polite: `danke dank dankeschön bitte grüße gruß vielen`,
  beside: `vielen dank schön schon sehr lieben herzlichen besten ihnen dir euch und für ihre ihr deine dein eure hallo hi moin servus grüezi tschüss tschüs ciao ok okay ja nein dann einen schönen gruß grüße liebe viele auch gleichfalls ebenso`,
  regret: `leider bedauerlicherweise`,
  '-1': `ärgerlich* nervig* nervt nerven anstrengend* langsam* schlecht* unklar* unfreundlich* unhöflich* ungeduldig* unzufrieden* enttäuschend* umständlich*
    kompliziert* mühsam* schade traurig* teuer* überteuert* mangelhaft* minderwertig* billig* ungenügend* unzuverlässig* unprofessionell* unverständlich* unangenehm*
    unbefriedigend* ignoriert* ignorieren ausrede* ausreden vertröstet* vertrösten hinhalte* hingehalten verwirrend* verwirrt* nutzlos* sinnlos* überfordert* genervt* gestresst*
    stress schwach* mies mieser mühe peinlich* besorgt* sorgen zweifel* beschwerde beschwer* bereue* langweilig* lahm* dumm* doof* blöd* unnötig* schwierig* zumutung* kaputtgegangen
    missverständnis mängel ungern komisch* merkwürdig* fragwürdig* unseriös* versagt versagen`,
  '-2': `enttäuscht* enttäuschung* furchtbar* schrecklich* grauenhaft* grauenvoll* katastrophe katastroph* desaster unverschämt* unverschämtheit frechheit frech* dreist* wütend* sauer verärgert*
    ärger ärgert ärgere empört* unmöglich* inakzeptabel* unakzeptabel* untragbar* unterirdisch* miserabel* lächerlich* wertlos* schrott müll inkompetent* inkompetenz hasse hasst
    gelogen lügen lüge lügner belogen schlimm schlimmer schlimmste* fürchterlich* entsetzt* entsetzlich* witz saftladen ladenhüter rechtsanwalt anwalt anzeige verbraucherzentrale verbraucherschutz
    unfassbar* unerhört* skandal* schlamperei schlampig* abzocken respektlos* unterste schande schämen`,
  '-3': `abzocke abzocker betrug betrüger* betrogen verarsche verarscht* verarschen scheiße scheiß* beschissen* ekelhaft* widerlich* abartig* kriminell* halsabschneider arschloch* drecksladen
    idiot* deppen mistladen
    abschaum gauner* lügner* schweine drecksack* saftladen aasgeier* parasit* verbrecher* pfui stümper* schwein* gesindel verreckt mörder* ungeziefer pfuscher* widern`,
  negators: `nicht nie niemals kein keine keinen keinem keiner keines ohne weder nichts kaum nimmer net ned nirgends`,
  negatorsAfter: `nicht nie niemals kaum`,
  boosters: `sehr wirklich so extrem absolut total völlig vollkommen äußerst echt richtig besonders unglaublich ungemein super mega überaus höchst einfach ganz zutiefst ziemlich viel`,
  dampers: `etwas bisschen wenig leicht teilweise halbwegs einigermaßen eher fast`,
  neutral: [
    /(?<!\p{L})((vielen|herzlichen|besten|lieben|schönen|tausend) dank|danke)( (schön|sehr|ihnen|dir|euch))? für (die|ihre|eure|deine) (hilfe|unterstützung|antwort|rückmeldung|auskunft|informationen|infos?)(?!\p{L})/gu,
    /(?<!\p{L})(schönen |einen schönen |noch einen schönen )?guten (tag|morgen|abend)(?!\p{L})/gu,
    /(?<!\p{L})(einen )?(schönen|schönes|guten|gutes) (noch )?(tag|abend|wochenende|feierabend|sonntag|woche|restwoche|neues)( noch)?(?!\p{L})/gu,
    /mit (freundlichen|besten|lieben|vielen|herzlichen) gr(ü|u)(ß|ss)en?/gu,
    /(?<!\p{L})(liebe|viele|beste|freundliche|herzliche|schöne) gr(ü|u)(ß|ss)e(?!\p{L})/gu,
    /(vielen |besten |herzlichen )?dank im ?voraus|danke (schon mal )?im voraus|schon mal danke/gu,
    /(?<!\p{L})(sehr geehrte[rs]?|liebes?( \p{L}+)?[ -]team|hallo liebes?)(?!\p{L})/gu,
    /(?<!\p{L})(ganz )?(einfach|lieber) (nur |mal |so )?(fragen|wissen|bescheid)(?!\p{L})/gu,
    /(?<!\p{L})(wie|kann ich|geht das|ist es|gibt es|was ist|welche[rs]?|wäre) (\p{L}+ ){0,3}(schnell|einfach|sicher|gut|besser|beste|am besten|schneller|günstiger)(?!\p{L})/gu,
    /(?<!\p{L})(am besten|so schnell wie möglich|gut(e)? frage|kein problem|alles gute|sichere[rs]? passwort|so gut wie|lieber (ersatz|nicht)|mein(e)? lieb)(?!\p{L})/gu,
    /(?<!\p{L})(ich )?(würde|hätte|möchte) (\p{L}+ ){0,3}(gut|gerne?|lieber)(?!\p{L})/gu,
    /(würde|freue) (ich )?mich (sehr )?(über|auf) (eine|ihre|die) (schnelle |baldige |kurze )?(antwort|rückmeldung|nachricht)/gu,
    /^(gut|ok|okay|schön|na gut)(?=[.,])/gu,
    /(?<!\p{L})ich hoffe(,| sie)? (\p{L}+ ){0,4}helfen/gu,
  ],
  phrases: [
    [
      /(?<!\p{L})(keine? einzige[rs]?|nicht (einmal|mal) eine?) (\p{L}+)|(?<!\p{L})(keiner|niemand) (\p{L}+ ){0,3}(ans telefon|erreichbar|zurück)|ans telefon (\p{L}+ ){0,2}(keiner|niemand)/gu,
      -1.1,
    ],
    [
      /(einen? )?(guten |treuen )?kunden? (weniger|verloren)|für (ihren|euren|deren) fehler (be)?zahlen/gu,
      -1.6,
    ],
    [
      /(?<!\p{L})(will|möchte|verlange|fordere) (\p{L}+ ){0,5}(geld|erstattung|rückerstattung)( sofort| jetzt| endlich)?( zurück| wieder)?(?!\p{L})|geld zurück(?<!(?<!\p{L})wie (\p{L}+ ){1,5}geld zurück)(?!-| ?garantie)/gu,
      -1.5,
    ],
    [/(?<!\p{L})wo (bleibt|ist|bleiben) (mein|das|unser) geld(?!\p{L})/gu, -1],
    [
      /(?<!\p{L})(zum |das )?(dritte[ns]?|vierte[ns]?|fünfte[ns]?|sechste[ns]?|zehnte[ns]?|x-?te[ns]?|wiederholte[ns]?|hundertste[ns]?|[3-9]\.) ?mal(?!\p{L})|(?<!\p{L})(dreimal|viermal|fünfmal|zigmal|mehrfach|mehrmals|schon wieder|immer wieder|jedes mal|ständig|andauernd|dauernd|wiederholt)(?!\p{L})/gu,
      -1.1,
    ],
    [
      /(?<!\p{L})(immer noch|noch immer|bis heute|nach wie vor|weiterhin) (\p{L}+ ){0,3}(nicht|nichts|kein\p{L}*|defekt|kaputt)(?!\p{L})/gu,
      -0.9,
    ],
    [
      /(?<!\p{L})(niemand|keiner|kein mensch|keine sau) (\p{L}+ ){0,3}(meldet|ruft|antwortet|reagiert|zuständig|hilft|kümmert|interessiert|gemeldet|erreichbar|geht)/gu,
      -1.2,
    ],
    [
      /(?<!\p{L})(nie (wieder|mehr)|nicht (mehr|noch einmal|wieder) (bei ihnen|bei euch|hier)|als kunden? (verloren|los)|letzte (mal|bestellung) gewesen)(?!\p{L})/gu,
      -1.8,
    ],
    [
      /(?<!\p{L})(kündige|kündigen|kündigung) (\p{L}+ ){0,3}(vertrag|konto|abo|mitgliedschaft|sofort|fristlos)|(vertrag|konto|abo) (\p{L}+ ){0,2}(kündigen|kündige)/gu,
      -0.8,
    ],
    [
      /(woanders|anderswo|zur konkurrenz|bei der konkurrenz|zu einem anderen anbieter|anbieter wechsel|wechsle (ich )?(den|zu))/gu,
      -1.2,
    ],
    [
      /(rechtliche schritte|zum anwalt|vor gericht|anzeige erstatt|schlechte bewertung|ein(en)? stern(?!\p{L})|bewertung ab)/gu,
      -1.4,
    ],
    [
      /danke für (nichts|gar nichts)|(na )?(toll|super|klasse|prima|großartig|wunderbar|herzlichen glückwunsch),? (jetzt (auch|schon|noch)|schon wieder|wieder (nicht|mal|ein)|und (jetzt|nun|wieder)|noch (ein|mehr|immer))/gu,
      -3,
    ],
    [
      /(zeit|geld)verschwendung|verschwende(te|n)? (zeit|geld)|(ist|nur|schlechter|schlechte) (ein )?(schlechter )?(witz|scherz|lachnummer)(?!\p{L})|für dumm verkauf|veräppel/gu,
      -1.3,
    ],
    [
      /(reicht( mir| es)?( jetzt| langsam| mir)|(mir|jetzt) reicht('s| es)|die nase voll|nase voll|satt(?!\p{L})|platzt (\p{L}+ ){0,3}kragen|nicht mit mir|keine lust mehr|geduld (ist )?(am ende|verloren|zu ende)|letzte chance|am ende mit)/gu,
      -1.6,
    ],
    [
      /(?<!\p{L})(warte|wartet|gewartet|warten) (\p{L}+ ){0,3}(seit|schon) (\p{L}+ ){0,2}(\d+|zwei|drei|vier|fünf|sechs|mehreren|einer|einem|über|ewig|tagen|wochen|stunden|monaten)|seit (\d+|zwei|drei|vier|fünf|sechs|mehreren) (tagen|wochen|stunden|monaten) (\p{L}+ ){0,3}(warte|keine|nichts|nicht|hin)/gu,
      -0.9,
    ],
    [
      /(wie (lange|oft) (soll|muss) (ich|man|wir)|wie lange (denn )?noch|wie lange dauert (das|es) (denn|noch)|was soll das|wollen sie mich|ihr ernst|kann doch nicht (wahr|sein)|darf doch nicht wahr|geht( ja)? gar nicht(?= ?[.!,]|$)|das kann nicht sein|was ist (bei )?(ihnen|euch) los)/gu,
      -1.3,
    ],
    [
      /(von (einem|pontius) (\p{L}+ )?zum? (anderen|nächsten|pilatus)|hin und her|aufgelegt|abgewimmelt|im stich gelassen|hängen lassen)/gu,
      -1.2,
    ],
    [/(vielen (lieben|herzlichen) dank|tausend dank|vielen,? vielen dank|herzlichen dank)/gu, 0.3],
    [
      /(funktioniert|klappt|läuft|geht) (jetzt|wieder|nun|endlich|alles|einwandfrei|wunderbar)(?! (nicht|gar|kein))|(jetzt|nun|endlich) (geht|klappt|funktioniert|läuft) (es|alles)(?! (nicht|gar|kein))|hat (super |gut |prima |sofort )?geklappt|sie sind (ein schatz|die beste|der beste|klasse|super)/gu,
      1,
    ],
    [
      /lässt (\p{L}+ ){0,3}(sehr )?zu wünschen übrig|unter aller (sau|kanone)|geht (mir )?auf (die nerven|den keks|den geist|den sack)|armutszeugnis|unter aller kritik/gu,
      -2,
    ],
  ],
};
