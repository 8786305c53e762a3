// Money asked back, threats to leave, reproach, patience at its end, in the languages without word lists of their own.
import type { Judged } from '../languages.ts';
import type { Lexicon } from './types.ts';

type Phrases = Lexicon['phrases'];

/** No part of a word; a vowel sign of Devanagari is of its word. */
const begins = String.raw`(?<![\p{L}\p{M}])`;
const ends = String.raw`(?![\p{L}\p{M}])`;
/** @returns what finds one of such patterns over the folded text as whole words. */
const words = (...patterns: readonly string[]): RegExp =>
  new RegExp(`${begins}(?:${patterns.join('|')})${ends}`, 'gu');

/** Who asks how, where and when demands nothing: "Je change de banque, comment clôturer mon compte ?" */
const before = String.raw`comment|où|quand|savoir si|come|dove|quando|sapere se|como|onde|saber s[ei]|cómo|dónde|donde|cuándo|kaise|कैसे`;
const behind = String.raw`comment|où|quelle?s?|come|dove|quale?|como|onde|cómo|dónde|qué|cuál|कौन\S*|kaun\p{L}*|kya|क्या`;
/** @returns the same where it is said and not asked. */
const stated = (...patterns: readonly string[]): RegExp =>
  new RegExp(
    [
      `(?<!${begins}(?:${before}) [^.,!?\\n]{0,25})(?:(?<!${begins}s[ei] [^.,!?\\n]{0,25})|(?![^.!?\\n]*\\?))`,
      words(...patterns).source,
      `(?![^.!?\\n]{0,30}${begins}(?:${behind})${ends}[^.!?\\n]*\\?|[^.!?\\n]{0,30}(?:process|प्रक्रिया|kaise|कैसे))`,
    ].join(''),
    'gu',
  );

const fr: Phrases = [
  [
    stated(
      String.raw`rembourse[zrs]?[- ](moi|nous)|(restituez|recréditez|reversez|ristournez|indemnisez)[- ](moi|nous)|vous me devez`,
      String.raw`(rendez|rends)[- ](moi|nous|lui) (\p{L}+ )?(mon|l'|notre|mes|ma|nos|le|la) ?(argent|monnaie|fric|sous|pognon|thune|tune|caution|somme|piasses)`,
      String.raw`(je|on|nous) (veux|exige|réclame|demande|veut|voulons|exigeons|réclamons|demandons) (\p{L}+ ){0,2}(un |le |l'|mon |notre )?(\p{L}+ )?(remboursement|argent|être remboursée?s?|qu'on (me|nous) rembourse|que vous (me|nous) remboursiez)`,
      String.raw`remboursement (immédiat|intégral immédiat|tout de suite|exigé)`,
      String.raw`(je veux|j'exige|je réclame) (revoir|récupérer|ravoir) (mon|mes|notre|nos|l') ?(argent|sous|fric|pognon)`,
    ),
    -1.5,
  ],
  [
    stated(
      String.raw`(je|on|nous) (\p{L}+ )?(change|changerai|changerons|changeons|vais changer|va changer|allons changer) (d'|de )(\p{L}+ )?(opérateur|banque|fournisseur|crémerie|crèmerie|boutique|compagnie|assureur|assurance|mutuelle|prestataire|logiciel|enseigne|magasin|boîte)`,
      String.raw`(vais|va|irai|irons|allons|partir|pars|passe|passer|passerai) (\p{L}+ )?(voir |acheter |commander )?(ailleurs|à la concurrence|chez (la concurrence|un concurrent|le concurrent|vos concurrents|votre concurrent|les concurrents))`,
      String.raw`(me|on se) (barre|casse|tire|taille) (\p{L}+ )?(d'ici|ailleurs|chez|à la)|(plus jamais|jamais plus)(?! (de (problème|souci|panne)|oubli\p{L}+|eu))`,
      String.raw`(avez perdu|venez de perdre|perdez|aurez perdu|perdre|en moins) (un|une|votre) (\p{L}+ )?(client|cliente)`,
      String.raw`ne (me )?(commanderai|commande|achèterai|achète|remettrai|reviendrai|reverrez|reprendrai|volerai) (\p{L}+ ){0,3}(plus|jamais)`,
      String.raw`(dernière fois|dernier achat|dernière commande|dernier vol) (que (je|vous)|chez|avec)`,
      String.raw`je (résilie|vais résilier|résilierai|me désabonne|ferme (mon|mes) comptes?|clôture (mon|mes) comptes?)`,
    ),
    -1.7,
  ],
  [
    words(
      String.raw`mon avocate?|nos avocats|porter? plainte|dépos\p{L}+ plainte|au tribunal|en justice|mise en demeure|répression des fraudes|dgccrf|signal ?conso|ufc|60 millions de consommateurs|association de consommateurs|(mauvais|une étoile|un) avis (négatif|sur google|sur trustpilot)`,
    ),
    -1.4,
  ],
  [words(String.raw`merci (pour|de) rien(?! du tout de)|merci bien pour (rien|le lapin)`), -3],
  [
    words(
      String.raw`(troisième|quatrième|cinquième|sixième|septième|dixième|vingtième|centième|[eéè]ni[eèé]me|[3-9] ?(e|è|ème|eme|ieme|ième)|1\d ?(e|è|ème|eme)) (fois|appel|mail|message|relance|réclamation)`,
      String.raw`(trois|quatre|cinq|six|dix|vingt|plusieurs|maintes|[3-9]|1\d) fois (que|déjà|maintenant)`,
      String.raw`encore une fois vous|sans arrêt|combien de fois`,
    ),
    -1.1,
  ],
  [
    words(
      String.raw`toujours (rien|aucune?|pas (de|reçu|eu)|en attente)|(ça|ca|cela) fait (\p{L}+ )?(\d+|deux|trois|quatre|cinq|six|dix|des) (\p{L}+ )?(jours|semaines|mois|heures|ans|plombes) que`,
    ),
    -0.8,
  ],
  [
    words(
      String.raw`(j'en ai|j en ai|jen ai|on en a|y en a) (\p{L}+ )?(assez|marre|ras|plein|soupé|ma claque)|ras[- ]le[- ]bol|(ça|ca|cela) suffit|c'en est trop|à bout (de|d')|la goutte d'eau|dernière chance|perdu patience|patience a des limites`,
      String.raw`(vous )?(moque[zr]?|fou(t|tez|tre)|fiche[zr]?|paye[zr]?) (\p{L}+ )?(de|du) (moi|nous|la gueule|ma gueule|notre gueule|ma poire|ma tête|monde|vos clients|qui)`,
      String.raw`(me |nous |vous me |vous nous )?pren(ez|d|dre) pour (un|une|des) (\p{L}+ )?\p{L}+`,
    ),
    -1.6,
  ],
  [
    words(
      String.raw`(personne|aucun conseiller|aucune réponse|aucun suivi|nul)( (ne|n'|me|nous|m'|y))* ?(répond|rappelle|décroche|s'occupe|sait|bouge|daigne|réagit|vient|à ce jour|depuis)\p{L}*`,
      String.raw`(baladé|balade|trimballe|trimballé|renvoyé|renvoie)e?s? (\p{L}+ )?(de service|d'un service|d'un (conseiller|interlocuteur))|raccroché au nez`,
    ),
    -1.2,
  ],
];

const it: Phrases = [
  [
    stated(
      String.raw`(rimborsatemi|rimborsatemelo|ridatemeli|rimborsateci|rimborsami|ridatemi|ridateci|ridammi|restituitemi|restituiteci|rendetemi)( (\p{L}+ )?(il|i|la|le|tutto|quello|mio|miei)( (mio|miei|nostro|maltolto))? ?(soldi|denaro|grana|euro|acconto|caparra|maltolto)?)?`,
      String.raw`(voglio|vogliamo|esigo|esigiamo|pretendo|pretendiamo|chiedo|rivoglio|rivogliamo|reclamo) (\p{L}+ )?(indietro )?(un |il |i |l'|la )?(\p{L}+ )?(rimborso|soldi|denaro|mio denaro|miei soldi|caparra|essere rimborsat[oaie])`,
      String.raw`(miei |nostri |i )soldi indietro`,
      String.raw`rimborso (immediato|subito|integrale subito)`,
    ),
    -1.5,
  ],
  [
    stated(
      String.raw`(cambio|cambierò|cambiamo|cambieremo|sto cambiando|vado a cambiare) (\p{L}+ )?(operatore|gestore|banca|fornitore|compagnia|assicurazione|negozio|software|provider|aria)`,
      String.raw`(passo|passerò|passiamo|passeremo|vado|vado via|andrò|andiamo|andremo|me ne vado|torno|mi rivolgo|mi rivolgerò|compro|comprerò) (\p{L}+ )?(altrove|da un'altra parte|da un altro|dalla concorrenza|alla concorrenza|dal concorrente|ai vostri concorrenti|da un vostro concorrente|con un altro)`,
      String.raw`mai più(?! (problemi|senza|avuto|sentito|visto))`,
      String.raw`(avete|hai|avrete) perso (un|una|il) (\p{L}+ )?client[ei]|(un|una) cliente in meno`,
      String.raw`non (\p{L}+ )?(compro|comprerò|ordino|ordinerò|tornerò|torno|acquisterò|acquisto|mi vedete|mi vedrete|volo|volerò|metto) (\p{L}+ ){0,2}(più|mai)`,
      String.raw`(ultima volta|ultimo (acquisto|ordine|volo)|ultima possibilità) (che|da voi|con voi)`,
      String.raw`(disdico|disdirò|do disdetta|faccio disdetta|darò disdetta|chiudo (il|tutti i) cont[oi]|recedo)`,
    ),
    -1.7,
  ],
  [
    words(
      String.raw`(mio|nostro|un) avvocato|vie legali|in tribunale|denuncio|denuncia|diffida|giudice di pace|associazion[ei] (dei |di )?consumatori|altroconsumo|federconsumatori|codacons|agcom|arbitro bancario|recensione negativa|una stella`,
    ),
    -1.4,
  ],
  [words(String.raw`grazie (di|per) (niente|nulla)|grazie tante per (niente|nulla)`), -3],
  [
    words(
      String.raw`(terza|quarta|quinta|sesta|settima|decima|ennesima|centesima|milionesima|[3-9]ª|[3-9]a|[3-9]°) (volta|mail|chiamata|telefonata|segnalazione|richiesta|sollecito)|ennesim[oa]`,
      String.raw`(tre|quattro|cinque|sei|dieci|venti|svariate|innumerevoli|più e più|[3-9]|1\d) volte|ogni santa volta|quante volte|per l'ennesima`,
    ),
    -1.1,
  ],
  [
    words(
      String.raw`ancora (niente|nulla|nessun[ao]?|in attesa)|(sono|è) (\p{L}+ )?(\d+|due|tre|quattro|cinque|sei|dieci) (giorni|settimane|mesi|ore|anni) che`,
    ),
    -0.8,
  ],
  [
    words(
      String.raw`(ne ho|ne abbiamo) (\p{L}+ )?(abbastanza|piene|basta|fin sopra|le (scatole|palle|tasche) piene)|basta(?= ?[!.,]|$| così| con)|non ne posso (proprio )?più|(sono|siamo) (\p{L}+ )?(stuf[oaie]|stanc[oaie]|esaust[oaie]|esasperat[oaie]) (di|che|marci[oa])|l'ultima goccia|ho perso la pazienza|la (mia )?pazienza (è|ha)`,
      String.raw`(mi|ci) (state|stai|sta|avete|prendete|prendi|prende) (\p{L}+ )?(prendendo|preso|pigliando|per) (\p{L}+ )?(in giro|per il|per i|fessi|fesso|scemi|scemo|culo|fondelli|naso)|prendere in giro|presa in giro|presa per`,
    ),
    -1.6,
  ],
  [
    words(
      String.raw`nessuno (\p{L}+ ){0,2}(risponde|richiama|sa|fa|si|risposto|chiamato|degna)|(mi|ci) (rimbalzate|sballottate|palleggiate)|rimpall\p{L}+|(sbattuto|buttato|messo) giù (il telefono)?|scaricabarile`,
    ),
    -1.2,
  ],
];

const pt: Phrases = [
  [
    stated(
      String.raw`(devolv(am|a|e)|reembols(em|e|a)|estorn(em|e|a))([- ]me|[- ]nos| me| o| já| logo)* ?(meu|o|a|minha|nosso)? ?(dinheiro|grana|valor|quantia|massa|caução|pix|que (eu )?paguei)`,
      String.raw`(devolvam|reembolsem|estornem|restituam)[- ](me|nos)`,
      String.raw`(quero|queremos|exijo|exigimos|reclamo) (\p{L}+ )?(o |meu |a |um |de volta )*(\p{L}+ )?(dinheiro|reembolso|estorno|grana|ser reembolsad[oa]|devolução do (meu )?dinheiro)`,
      String.raw`(meu|nosso|minha) (dinheiro|grana|massa) de volta|reembolso (já|imediato|agora)|estorno (já|imediato|agora)`,
    ),
    -1.5,
  ],
  [
    stated(
      String.raw`(vou|vamos) (\p{L}+ )?(mudar|trocar|migrar) (de|pra|para) (\p{L}+ )?(operadora|banco|fornecedor|companhia|seguradora|loja|empresa|concorrência|concorrente|plano|sistema|comercializadora)`,
      String.raw`(mudo|mudarei|troco|migro) (\p{L}+ )?(de|pra|para) (\p{L}+ )?(operadora|banco|fornecedor|companhia|seguradora|loja|empresa|concorrência|comercializadora)`,
      String.raw`(vou|vamos|irei|passo|mudo|fui|parto) (\p{L}+ )?(embora|pra concorrência|para a concorrência|pro concorrente|para outr[oa] (\p{L}+)|pra outr[oa]|procurar outr[oa]|comprar em outr[oa])`,
      String.raw`nunca mais(?! (deu|tive|dá|esque\p{L}+|vou esquecer|me esqueço))`,
      String.raw`(perderam|perdeu|perdem|acab\p{L}+ de perder|vão perder|menos) (um|uma) (\p{L}+ )?cliente`,
      String.raw`não (\p{L}+ )?(compro|volto|comprarei|voltarei|piso|encomendo|viajo) (\p{L}+ ){0,3}(mais|nunca)`,
      String.raw`(última vez|última compra|último voo) (que|com|aqui|na|nessa|nesta)`,
      String.raw`(cancelo|vou cancelar|vou rescindir|rescindo|encerro|vou encerrar|fecho|vou fechar) (\p{L}+ )?(tudo|já|a (minha )?conta|minha conta|o contrato|meu contrato|a assinatura|minha assinatura|o plano)`,
    ),
    -1.7,
  ],
  [
    words(
      String.raw`procon|reclame aqui|livro de reclamações|deco|anatel|anacom|bacen|banco central|pequenas causas|meu advogado|minha advogada|um advogado|na justiça|em tribunal|processar (vocês|a empresa|vcs)|vou processar|processo judicial|boletim de ocorrência|medidas legais`,
    ),
    -1.4,
  ],
  [words(String.raw`obrigad[oa] por nada|valeu por nada`), -3],
  [
    words(
      String.raw`(terceira|quarta|quinta|sexta|sétima|décima|enésima|milésima|[3-9]ª|[3-9]a) (vez|ligação|reclamação|mensagem|chamada|solicitação)`,
      String.raw`(três|tres|quatro|cinco|seis|dez|vinte|várias|varias|inúmeras|trocentas|[3-9]|1\d) vezes|toda santa vez|quantas vezes|de novo e de novo|pela enésima`,
    ),
    -1.1,
  ],
  [
    words(
      String.raw`(até (agora|hoje)|ainda) (nada|nenhuma?|sem|estou (à espera|esperando))|(faz|há|tem|já são|já lá vão) (\p{L}+ )?(\d+|dois|duas|três|quatro|cinco|seis|dez) (dias|semanas|meses|horas|anos) que`,
    ),
    -0.8,
  ],
  [
    words(
      String.raw`(estou|to|tô|tou|estamos|já) (\p{L}+ )?(fart[oa]s?|chei[oa]s?|cansad[oa]s?|de saco cheio|pel[oa]s? cabelos?|sem paciência) (de|disto|disso|dessa|desse|com|com isso)?|de saco cheio|(?<=^|[.!,?] )chega(?= ?[!.,]|$| de | disso)|já chega|basta(?= ?[!.,]|$)|a gota d'água|gota de água|perdi a paciência|paciência (acabou|esgotou|tem limite)|passou dos limites|última chance`,
      String.raw`(gozar|brincar|brincando|tirando|a gozar|rir|palhaçada|de sacanagem|zoando|me fazendo) (\p{L}+ )?(comigo|com a (minha )?cara|onda|connosco|com a gente|com o cliente|de (palhaço|otário|trouxa|bobo|idiota))|(me|nos) (tratam|tomam|fazem) (\p{L}+ )?(de|por|como) (palhaç\p{L}+|otári\p{L}+|trouxas?|burr\p{L}+|parv\p{L}+|lixo|idiotas?)`,
    ),
    -1.6,
  ],
  [
    words(
      String.raw`ninguém (\p{L}+ ){0,2}(responde|atende|liga|retorna|resolve|sabe|faz|respondeu|ligou|resolveu|aparece|apareceu|quer)|(jogam|empurram|passam|mandam) (\p{L}+ )?de (um|setor|departamento) (\p{L}+ )?(em|para|pra|pro)|desligaram na minha cara|empurra com a barriga|jogo do empurra`,
    ),
    -1.2,
  ],
];

const es: Phrases = [
  [
    stated(
      String.raw`(devuélvan|devuelvan|devuélve|devuelve|devuelva|devuélva|reembolsen|reembólsen|reintegren|regresen|regrésen)(me|nos)?( (\p{L}+ )?(ya |mi |el |la |mis |nuestro |lo que )+(dinero|plata|lana|pasta|importe|platita|guita|varo|reales|pague|pagué))`,
      String.raw`(devuélvanme|devuelvanme|devuélveme|devuélvanos|devolved(me|nos)|reembólsenme|reembolsenme|regrésenme|regresenme)`,
      String.raw`(quiero|queremos|exijo|exigimos|reclamo) (\p{L}+ )?(que me (devuelvan|reembolsen|regresen|reintegren)|(mi |el |un |una |la |de vuelta )*(\p{L}+ )?(dinero|plata|reembolso|lana|guita|devolución (de mi|del) (dinero|importe)))`,
      String.raw`(mi|nuestro) (dinero|plata) (de vuelta|devuelta)|reembolso (ya|inmediato|ahora)`,
    ),
    -1.5,
  ],
  [
    stated(
      String.raw`(me cambio|me cambiaré|nos cambiamos|cambio|cambiaré|me voy a cambiar|voy a cambiar|vamos a cambiar|me estoy cambiando) (\p{L}+ )?(de|a) (\p{L}+ )?(compañía|compañia|operador|operadora|banco|proveedor|aseguradora|tienda|empresa|seguro|aerolínea|comercializadora|la competencia|otra|otro)`,
      String.raw`(me voy|me iré|nos vamos|me largo|me marcho|me paso|me pasaré|voy|iré|compro|compraré|contrato) (\p{L}+ )?(a otra parte|a otro lado|con la competencia|a la competencia|con otr[oa]|con el competidor|en otr[oa])`,
      String.raw`nunca (jamás|más)(?! (tuve|he tenido|dio|ha dado|olvid\p{L}+))|no (\p{L}+ )?(vuelvo|volveré|volvemos|compro|compraré|piso|pienso volver|me ven|me verán|me vuelven a ver) (\p{L}+ ){0,3}(más|nunca|jamás|a (comprar|volar|pedir|contratar|confiar))`,
      String.raw`(perdieron|perdió|han perdido|ha perdido|acab\p{L}+ de perder|pierden|perderán|habéis perdido|menos) (a )?(un|una) (\p{L}+ )?client[ea]`,
      String.raw`(última vez|última compra|último vuelo|ultima vez) (que|con|aquí|en)`,
      String.raw`me doy de baja|(me llevo|me paso|muevo) [^.,!?\n]{0,40} a (otro|otra) \p{L}+|(voy a dar de baja|doy de baja|cancelo|voy a cancelar|cierro|voy a cerrar|rescindo) (\p{L}+ )?(todo|ya|la cuenta|mi cuenta|mis cuentas|el contrato|mi contrato|la línea|mi línea|la suscripción|mi suscripción|el servicio|hoy mismo)`,
    ),
    -1.7,
  ],
  [
    words(
      String.raw`profeco|hoja de reclamaciones|hojas de reclamaciones|oficina (municipal )?del consumidor|defensa (del|al) consumidor|facua|ocu|sernac|indecopi|condusef|mi abogad[oa]|un abogado|(los|a) tribunales|por la vía (legal|judicial)|acciones legales|voy a denunciar\p{L}*|los voy a demandar|os voy a denunciar|demandarlos|denunciarlos|una estrella|mala reseña`,
    ),
    -1.4,
  ],
  [words(String.raw`gracias por (nada|absolutamente nada)`), -3],
  [
    words(
      String.raw`(tercera|cuarta|quinta|sexta|séptima|décima|enésima|milésima|[3-9]ª|[3-9]a|[3-9]ra|[3-9]ta) (vez|llamada|reclamación|queja|ocasión)|(tercer|cuarto|quinto|enésimo) (correo|mensaje|reclamo|intento)`,
      String.raw`(tres|cuatro|cinco|seis|diez|veinte|varias|muchas|innumerables|[3-9]|1\d) veces|cada (bendita|maldita) vez|cuántas veces|cuantas veces|una y otra vez|otra vez lo mismo`,
    ),
    -1.1,
  ],
  [
    words(
      String.raw`(todavía|aún|aun|sigo|seguimos|hasta (ahora|hoy)) (\p{L}+ )?(nada|sin|esperando|ninguna?)|(hace|llevo|llevamos|ya van) (\p{L}+ )?(\d+|dos|tres|cuatro|cinco|seis|diez) (días|dias|semanas|meses|horas|años)( (esperando|sin|que|llamando|reclamando|pidiendo|con))`,
    ),
    -0.8,
  ],
  [
    words(
      String.raw`(estoy|estamos|me tienen|ya me|me tenéis) (\p{L}+ )?(hart[oa]s?|hasta (la|el|las|los)|cansad[oa]s?|podrid[oa]|cansaron|hartaron) ?(de|la coronilla|las narices|la madre|que)?|ya basta|basta ya|basta de|no puedo más|se me acabó la paciencia|(mi )?paciencia (se|tiene|ya)|la gota que|última oportunidad|hasta los huevos|hasta la coronilla|hasta las narices`,
      String.raw`(me|nos) (están|estan|estáis|toman|tomáis|toma|ven|vieron|vio) (\p{L}+ )?(tomando|viendo|vacilando|tomado|el pelo|la cara|por|cara de|cagando|mintiendo)|tomadura de pelo|tomar el pelo|se (burlan|ríen|rien|están (burlando|riendo)) de|burla|una falta de respeto`,
    ),
    -1.6,
  ],
  [
    words(
      String.raw`nadie (\p{L}+ ){0,2}(responde|contesta|atiende|llama|resuelve|sabe|hace|respondió|llamó|aparece|apareció|da la cara|se (hace|digna))|me (pasan|mandan|pelotean|traen) (\p{L}+ )?(de (un|una|departamento)|de aquí para allá)|me (colgaron|cuelgan|han colgado)|(se tiran|pasan) la pelota`,
    ),
    -1.2,
  ],
];

const hi: Phrases = [
  [
    stated(
      String.raw`(मेरे|मेरा|हमारे|हमारा|पूरे|सारे) (\p{L}\S* )?(पैसे|पैसा|रुपये|रुपए) (\S+ )?(वापस|लौटा)(?! (कब|कैसे|मिल))`,
      String.raw`(पैसे|पैसा|रुपये|रुपए) (वापस|लौटा) ?(करो|दो|दीजिए|कीजिए|चाहिए|चाहिये|करिए)`,
      String.raw`(रिफंड|रिफ़ंड) (\S+ )?(चाहिए|चाहिये|दो|करो|दीजिए)|लौटाओ|लौटाइए|लौटा (दो|दीजिए)|lauta(o|iye|do| do| dijiye)`,
      String.raw`(paise|paisa|paisey|money|refund|rupaye) (\p{L}+ )?(wapas|vapas|wapis|vapis|back|lauta) ?(\p{L}+ )?(karo|kro|do|dedo|chahiye|chaiye|chahie|kijiye|dijiye|kar do)`,
      String.raw`refund (\p{L}+ )?(chahiye|chaiye|chahie|do|dedo|karo|kro)|mera paisa (wapas|vapas|wapis)`,
    ),
    -1.5,
  ],
  [
    stated(
      String.raw`(पोर्ट|बंद) (करा|करवा|कर) (लूंगा|लूँगा|लूंगी|लूँगी|रहा|रही|दूंगा|दूँगा|दूंगी|दूँगी|देंगे|लेंगे|रहे)`,
      String.raw`(port|band|switch|cancel) (kar|kara|karwa|krwa|krva) ?(lunga|loonga|lungi|loongi|raha|rahi|dunga|doonga|dungi|denge|lenge|rha|rhi)`,
      String.raw`(दूसरी|दूसरे|और किसी) (कंपनी|बैंक|दुकान|ऐप|ऑपरेटर) (\S+ ){0,3}(जा|ले|चला|चली|करा)|(dusri|doosri|dusre|doosre|kisi aur) (company|bank|app|operator|jagah|dukan) (\p{L}+ ){0,3}(ja|jaa|le|chala|chali|switch|se lunga)`,
      String.raw`(अब से|दोबारा|आगे से|आज के बाद|फिर) (\S+ )?(कभी|कुछ) (\S+ )?(नहीं|न)|(dobara|dubara|aage se|aaj ke baad|ab se) (\p{L}+ )?(kabhi|kuch) (\p{L}+ )?(nahi|nahin|ni|na)|कभी नहीं (खरीद|लूंगा|लूँगा|आऊंगा|आऊँगा)\S*|kabhi nahi (kharid|lunga|aaunga|order)\p{L}*`,
    ),
    -1.7,
  ],
  [
    words(
      String.raw`(कंज्यूमर|उपभोक्ता|कन्ज्यूमर) (कोर्ट|फोरम|फ़ोरम|अदालत|न्यायालय|आयोग|हेल्पलाइन)|(consumer|legal) (court|forum|cell|notice|action|helpline)|वकील|कानूनी|vakil|wakil|court (me|mein|jaunga|jaungi)|fir (karunga|karwa|darj)|one star|एक स्टार|ट्राई|trai|ombudsman|लोकपाल`,
    ),
    -1.4,
  ],
  [
    words(
      String.raw`(तीसरी|चौथी|पांचवी|पाँचवीं|पांचवीं|दसवीं|सौवीं) (बार|दफा|दफ़ा)|बार[- ]बार|कितनी बार|हर बार|(teesri|tisri|chauthi|panchvi|paanchvi|dasvi|[3-9]th|[3-9]rd) (baar|bar|dafa|time)|(baar|bar)[- ](baar|bar)|kitni (baar|bar)|har (baar|bar)`,
      String.raw`(तीन|चार|पांच|पाँच|दस|सौ|कई|[3-9]) बार|(teen|char|chaar|paanch|panch|das|sau|kai|[3-9]) (baar|bar)`,
    ),
    -1.1,
  ],
  [
    words(
      String.raw`(अभी तक|अब तक|आज तक) (\S+ ){0,2}(कोई|कुछ)|(abhi tak|ab tak|aaj tak) (\p{L}+ ){0,2}(koi|kuch)|(\d+|दो|तीन|चार|पांच|पाँच) (दिन|हफ्ते|हफ़्ते|महीने|घंटे) से|(\d+|do|teen|char|paanch) (din|hafte|mahine|ghante|month) se`,
    ),
    -0.8,
  ],
  [
    words(
      String.raw`(तंग|परेशान|हद) (आ |हो |कर )?(गया|गई|गए|चुका|चुकी|दी|रखा)|बस बहुत हुआ|बहुत हो गया|मज\u{93c}?ाक (बना|चल|समझ|उड़ा|कर)\S*|(बेवकूफ|बेवकूफ़|पागल|उल्लू|मूर्ख) (बना|समझ)\S*`,
      String.raw`(tang|pareshan|pareshaan|had) (aa |ho |kar )?(gaya|gayi|gaye|chuka|chuki|di|rakha)|bas bahut hua|bahut ho gaya|mazaa?k (bana|chal|samajh|uda|kar)\p{L}*|(bewakoof|bevkuf|bewkoof|pagal|ullu|chutiya) (bana|samajh|samjh)\p{L}*`,
    ),
    -1.6,
  ],
  [
    words(
      String.raw`(कोई|किसी) (\S+ ){0,2}(सुनता|सुनने|जवाब|उठाता|बताता|मदद|रिप्लाई) (\S+ )?(नहीं|न)|(koi|kisi) (\p{L}+ ){0,2}(sunta|sunne|jawab|javab|uthata|batata|madad|reply|response) (\p{L}+ )?(nahi|nahin|nai|nhi|na)`,
    ),
    -1.2,
  ],
];

/** What {@link Lexicon.phrases} are in the languages that have a lexicon. */
export const demands: Partial<Record<Judged, Phrases>> = { fr, it, pt, es, hi };
