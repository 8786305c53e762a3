// Money asked back, threats to leave, reproach, patience at its end: Portuguese.
import type { Lexicon } from '../types.ts';
import { stated, words } from './stated.ts';

export const pt: Lexicon['phrases'] = [
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
