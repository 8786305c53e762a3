// Polish words and phrases with their weights.
import type { Lexicon } from './types.ts';

export const pl: Lexicon = {
  '3': `świetn* swietn* doskonał* rewelac* fantastyczn* genialn* znakomit* wspaniał* perfekcyjn* idealn* cudown* zachwyc* fenomenaln* wyśmienit* bajeczn* mistrzowsk* bomba
    anioł* bohater* fantazj* mistrzostwo mistrzu kapitaln* rewela`,
  '2': `super superowo ekstra najlepsz* polecam^ polecić polecimy kocham uwielbiam pięk* zadowolon* szczęśliw* cieszę cieszy^ cieszymy radość rad* zachwyt wdzięczn* podziękowania
    brawo brawa hurra wow podoba^ podobał^ podobało^ pochwał* pochwalić rekordow* ulubion* godn* warto wart* satysfakcj* przepiękn* profesjonaln* rzeteln* serdeczn* mega
    wzorow* elegancko szacun szacunek wzruszon* wzrusz* rozczul* ukłon ukłony wdzięczność profeska`,
  '1': `dobr* błyskawiczn* ułatwi* lepsz* lepiej mił* miło sympatyczn* uprzejm* życzliw* pomocn* pomógł^ pomogła^ pomogło^ pomogli^ pomaga^ szybk* szybko sprawn* sprawnie łatw* łatwo prost* prosto wygodn* wygodnie solidn* solidnie
    fajn* fajnie przyjemn* przyjemnie przyjazn* przyjaźnie kompetentn* cierpliw* cierpliwie uczciw* skuteczn* skutecznie bezproblemow* bezproblemowo ładn* ładnie czyst* czysto smaczn* smacznie spokojn* komfortow* komfort nareszcie rozwiązan* naprawione
    działa^ udało^ zadziałało^ przydatn* praktyczn* niezawodn* troskliw* punktualn* punktualnie ciekaw* atrakcyjn* bezpieczn* nowoczesn* elastyczn* fachow* fachowo konkretn* dokładn* dokładnie zaangażowan* delikatn* ok okej spoko zaufan* zaufania`,
  polite: `dziękuję dzięki dziękuje dziekuje dzieki proszę prosze pozdrawiam dziękujemy`,
  beside: `bardzo dzień dobry do widzenia hej cześć witam ok tak nie i za pani panu państwu pan serdecznie również nawzajem wszystko miłego dnia`,
  regret: `niestety`,
  '-1': `szkoda słab* słabo wolno powoln* denerwując* irytując* irytuje męcząc* nudn* nudno smutn* drog* drogo zawyżon* przepłac* kiepsk* kiepsko niemił* nieprzyjemn* nieuprzejm* niegrzeczn* nieprofesjonaln* niekompetentn* niezadowolon* niejasn*
    niewygodn* niesolidn* nierzeteln* skomplikowan* utrudni* utrudnia problematyczn* nerwy zdenerwowan* zmęczon* rozczarow* zawiedzi* zawiodł* zawodzi żałuję żałuj* żal źle zły zła złe złych złej gorsz* gorzej bezsensown* mętn* ignoruj* ignorowan* ignorujecie zbywa* zbywan* zlewa*
    wymówk* uciążliw* beznadziej* niepokoj* martw* trudno wątpliw* wątpię błąka* skarg* przeterminowan* brudn* brudno zaniedban* bałagan bezużyteczn* głup* głupio przykr* przykro boję obaw* stres* nerwow* niechluj* obojętn* niedbał* nieudoln* nieaktualn* tandet* tandeta byle`,
  '-2': `okropn* okropnie straszn* strasznie fataln* fatalnie tragiczn* tragicznie tragedia tragedi* koszmar* katastrof* dramat dramatyczn* żenując* żenada żenuj* skandal* skandaliczn* kpina kpiny kpicie wściekł* nienawidzę oburzon* oburzając* niedopuszczaln* nieakceptowaln*
    karygodn* bezczeln* chamsk* chamstwo cham chamsko arogan* kłamstw* kłamie* kłamiecie kłamc* okłama* okłamuj* najgorsz* porażka porażk* wstyd wstydź* hańba dno makabr* masakr* absurd* paranoja śmieszne śmiechu szok szokując* lekceważ* lekceważąc* odradzam partacz* partactwo badziew* szajs
    bubel rzecznik* uokik prawnik* adwokat* sądu sądow* upokarz* ubliża* prostac* szmelc
    farsa cyrk bzdur* brednie bezduszn* nieludzk* patologi* dziadow* żałosn* pogard*`,
  '-3': `oszust* oszukal* oszukan* oszuka* oszukuj* złodziej* kradzież okrad* naciągacz* naciąga* wyłudz* przekręt* dziadostwo obrzydliw* ohydn* gówno gówn* kurwa kurw* chuj* chujow* zjeb* pojeb* debil* idiot* kretyn* skurw* wkurw* wkurz*
    bydlak* bydło łajdak* szuj* gnoj* gnid* mendy menda bandyt* szuler* kanali* hien* sępy potwor* mordercy morderca rzeźni* pasożyt* szumowin* pajace pajac nieudaczni* zdychajcie`,
  negators: `nie ani bez nigdy żaden żadna żadne żadnej żadnego brak nic nikt niewiele mało`,
  negatorsAfter: '',
  boosters: `bardzo naprawdę tak strasznie niesamowicie wyjątkowo niezwykle całkowicie zupełnie totalnie mega super ogromnie szczególnie kompletnie absolutnie zbyt za naj taki taka takie`,
  dampers: `trochę lekko nieco odrobinę raczej dość dosyć prawie częściowo`,
  neutral: [
    /(?<!\p{L})((bardzo|serdecznie|wielkie) )?(dziękuję|dziekuje|dziękujemy|dzięki|dzieki)( (bardzo|serdecznie|wielkie))? za (pani |pana |państwa |twoją )?(pomoc|informacj[eęa]|odpowied[zź]|kontakt)(?!\p{L})/gu,
    /^(dobrze|dobra|ok|okej|w porządku)(?=[.,])/gu,
    /(?<!\p{L})zł\p{L}+ (rozmiar|numer|adres|kolor|model|produkt|kod|towar)\p{L}*|(?<!\p{L})(co|coś) zrobi\p{L}+ źle|źle (wybra|wpisa|zamówi|poda)\p{L}+|to źle\?/gu,
    /(?<!\p{L})(dzień|dzien|dobry wieczór|dobranoc) ?(dobry)?(?!\p{L})/gu,
    /(?<!\p{L})(miłego|dobrego|udanego|spokojnego) (dnia|wieczoru|weekendu|tygodnia|popołudnia)(?!\p{L})/gu,
    /(?<!\p{L})(z góry|serdecznie|bardzo) (bardzo )?(dziękuję|dziekuje|pozdrawiam|dziękujemy)(?!\p{L})/gu,
    /(?<!\p{L})(z wyrazami szacunku|serdeczne pozdrowienia|szanowni państwo|proszę uprzejmie|uprzejmie proszę|bardzo proszę)(?!\p{L})/gu,
    /(?<!\p{L})(jak|czy|jaki|jaka|jakie|kiedy|gdzie) (\p{L}+ ){0,4}(najlepiej|łatwo|szybko|najszybciej|lepiej|dobrze|dobry|dobra|działa|lepszy|lepsza)(?!\p{L})/gu,
    /(?<!\p{L})(jak najszybciej|dobre pytanie|nie ma problemu|wszystkiego dobrego|dobrze,? (że|wiem|rozumiem)|w miarę możliwości|do dobrego)(?!\p{L})/gu,
    /(?<!\p{L})(chciał(a|e)(m|bym)|był(a|o)bym?|byłbym) (\p{L}+ )?(wdzięczn\p{L}+|dobrze)/gu,
  ],
  phrases: [
    [
      /(?<!\p{L})(żadnej|ani jednej|bez) (odpowiedzi|reakcji|wiadomości)|(?<!\p{L})za wasz\p{L}* (błąd|błędy|pomyłk\p{L}+)/gu,
      -1.1,
    ],
    [
      /(?<!\p{L})(chcę|żądam|oczekuję|domagam się|oddajcie|zwróćcie|proszę oddać) (\p{L}+ ){0,3}(zwrotu|pieniędzy|pieniądze|kasę|kasy)/gu,
      -1.5,
    ],
    [/(?<!\p{L})gdzie (są )?(moje|nasze) pieniądze/gu, -1],
    [
      /(?<!\p{L})(trzeci|czwarty|piąty|szósty|setny|kolejny|enty|który|n-ty) raz(?!\p{L})|(?<!\p{L})po raz (trzeci|czwarty|piąty|kolejny|enty|setny)(?!\p{L})|(?<!\p{L})(trzykrotnie|wielokrotnie|ciągle|za każdym razem|w kółko|bez przerwy|znowu to samo|wciąż to samo)(?!\p{L})/gu,
      -1.1,
    ],
    [
      /(?<!\p{L})(nadal|wciąż|dalej|do dziś|do tej pory|ciągle) (\p{L}+ ){0,2}(nie|nic|brak|nikt|czekam|zepsut\p{L}+)(?!\p{L})/gu,
      -0.9,
    ],
    [
      /(?<!\p{L})(nikt|żaden z was) (\p{L}+ ){0,3}(nie )(\p{L}+ ){0,2}(oddzwania|odpisuje|odpowiada|odbiera|interesuje|pomaga|pomógł|raczył|wie|oddzwonił|odpowiedział|odpisał)/gu,
      -1.3,
    ],
    [
      /(?<!\p{L})(nigdy więcej|więcej (u was |tu |tam )?nie (kupię|zamówię|wrócę|skorzystam)|ostatni raz (tu|u was|kupuję|zamawiam|korzystam)|straciliście klienta|omijać|omijajcie|trzymać się z daleka)(?!\p{L})/gu,
      -2,
    ],
    [
      /(?<!\p{L})(rezygnuję|zamykam|wypowiadam|zrywam) (\p{L}+ ){0,2}(umow\p{L}+|kont\p{L}+|usług\p{L}*|abonament\p{L}*)|(?<!\p{L})(rozwiąż\p{L}+ umow)/gu,
      -0.8,
    ],
    [/(gdzie indziej|do konkurencji|u konkurencji|do innego (operatora|dostawcy|banku|sklepu))/gu, -1.2],
    [
      /(do sądu|na drogę sądową|zgłaszam sprawę|zgłoszę (to|sprawę)|negatywn\p{L}+ opini|jedna gwiazdka)/gu,
      -1.3,
    ],
    [
      /dzięki za nic|(?<!\p{L})(no )?(świetnie|super|pięknie|ładnie|wspaniale|brawo),? (znowu|kolejn|teraz (jeszcze|znowu)|i (znowu|co teraz))/gu,
      -3,
    ],
    [
      /strat\p{L}+ (czasu|pieniędzy)|szkoda (czasu|pieniędzy|nerwów|słów)|robi\p{L}+ ze mnie|robicie sobie (żarty|jaja)|to (jakiś|chyba) (żart|kpina)/gu,
      -1.8,
    ],
    [
      /(mam (już )?(dość|dosyć|tego dość)|dość tego|brak mi słów|tracę cierpliwość|cierpliwość się (kończy|skończyła)|ostatnia szansa|miarka się|ręce opadają)/gu,
      -1.6,
    ],
    [
      /(?<!\p{L})czekam (\p{L}+ ){0,3}(od|już|ponad) (\p{L}+ ){0,2}(\d+|dwóch|trzech|czterech|pięciu|tygodni\p{L}*|miesi\p{L}+|dni|godzin\p{L}*|dwa|trzy|drugi|trzeci)/gu,
      -0.9,
    ],
    [
      /(ile (jeszcze )?(mam|można|mamy) czekać|jak długo (jeszcze|mam)|co to ma być|czy wy (w ogóle|się)|poważnie\?|to jakieś żarty|jak (tak )?można|ile razy)/gu,
      -1.2,
    ],
    [
      /(odsyła\p{L}+ (\p{L}+ )?od|od (jednego|osoby|drzwi|annasza) do|rozłącz\p{L}+ się|rzuci\p{L}+ słuchawk|zwod\p{L}+|spych\p{L}+)/gu,
      -1.2,
    ],
    [
      /(do niczego|do bani|do kitu|do dupy|nie do (przyjęcia|pomyślenia|wiary|zniesienia)|pozostawia wiele do życzenia|poniżej (wszelkiej )?krytyki|dramat|woła o pomstę)/gu,
      -1.8,
    ],
    [
      /(bardzo,? bardzo dziękuję|stokrotne dzięki|wielkie dzięki|serdeczne dzięki|dziękuję z całego serca)/gu,
      0.6,
    ],
    [
      /((już|teraz|wreszcie|w końcu|wszystko|nareszcie) (wszystko )?działa|udało się|zadziałało|pomogło|strzał w dziesiątkę|jesteście (super|najlepsi|wielcy|wspaniali)|nie mam zastrzeżeń|bez zarzutu|bez zastrzeżeń)/gu,
      1.2,
    ],
  ],
};
