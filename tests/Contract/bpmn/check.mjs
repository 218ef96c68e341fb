// Loads each BPMN file given and prints one JSON line for it: the warnings of bpmn-moddle, the elements it found, and the planes,
// shapes and edges of the drawing with those that name an element the model does not hold.
import { readFile } from 'node:fs/promises';
import { BpmnModdle } from 'bpmn-moddle';

for (const file of process.argv.slice(2)) {
  const moddle = new BpmnModdle();
  const result = { file, warnings: [], counts: {}, drawn: [], undrawable: 0, badBounds: 0 };
  try {
    const { rootElement, warnings } = await moddle.fromXML(await readFile(file, 'utf8'), 'bpmn:Definitions');
    result.warnings = warnings.map(warning => warning.message);
    const seen = new Set();
    const visit = element => {
      if (!element || !element.$descriptor || seen.has(element)) {
        return;
      }
      seen.add(element);
      result.counts[element.$type] = (result.counts[element.$type] ?? 0) + 1;
      if (element.$type === 'bpmndi:BPMNShape' || element.$type === 'bpmndi:BPMNEdge') {
        if (element.bpmnElement) {
          result.drawn.push(element.bpmnElement.id);
        } else {
          result.undrawable++;
        }
      }
      if (element.$type === 'bpmndi:BPMNShape' && !(element.bounds?.width > 0 && element.bounds?.height > 0)) {
        result.badBounds++;
      }
      for (const property of element.$descriptor.properties ?? []) {
        if (property.isReference) {
          continue;
        }
        const value = element.get(property.name);
        (Array.isArray(value) ? value : [value]).forEach(visit);
      }
    };
    visit(rootElement);
  } catch (error) {
    result.warnings.push(`failed: ${error.message}`);
  }
  console.log(JSON.stringify(result));
}
