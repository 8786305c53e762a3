// Money asked back, threats to leave, reproach, patience at its end: French.
import type { Lexicon } from '../types.ts';
import { stated, words } from './stated.ts';

export const fr: Lexicon['phrases'] = [
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
