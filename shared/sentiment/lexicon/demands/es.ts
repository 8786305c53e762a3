// Money asked back, threats to leave, reproach, patience at its end: Spanish.
import type { Lexicon } from '../types.ts';
import { stated, words } from './stated.ts';

export const es: Lexicon['phrases'] = [
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
