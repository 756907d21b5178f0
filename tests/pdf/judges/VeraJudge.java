/*
 * VeraJudge - asks veraPDF about many files in one virtual machine.
 *
 *   java -cp greenfield-apps-VERSION.jar VeraJudge.java [-f FLAVOURS] [-n EXAMPLES] FILE...
 *
 * FLAVOURS (3a,ua1) are what a file is judged by; without -f it is judged by what its metadata claims, and a file that claims nothing fails.
 * Says for each file and flavour "ok" or "FAIL", and for each rule that is broken its clause, its meaning, how often, and EXAMPLES places (3).
 * Exit status: 0 all hold, 1 one does not, 2 it could not be judged.
 */
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class VeraJudge {
	/* veraPDF keeps at most this many failures of a rule; the count itself goes on. */
	private static final int KEPT = 20;

	private static boolean judge(File file, PDFAFlavour flavour, int examples) throws Exception {
		try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
		     PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, KEPT, false, true, false)) {
			ValidationResult result = validator.validate(parser);
			System.out.printf("%-4s %-4s %s (%d assertions)%n", result.isCompliant() ? "ok" : "FAIL", flavour.getId(), file.getPath(),
			    result.getTotalAssertions());
			Map<RuleId, List<TestAssertion>> broken = new LinkedHashMap<>();
			for (TestAssertion one : result.getTestAssertions())
				if (one.getStatus() == TestAssertion.Status.FAILED)
					broken.computeIfAbsent(one.getRuleId(), id -> new ArrayList<>()).add(one);
			for (Map.Entry<RuleId, List<TestAssertion>> rule : broken.entrySet()) {
				TestAssertion first = rule.getValue().get(0);
				Integer count = result.getFailedChecks().get(rule.getKey());
				System.out.printf("     %s-%d, %s times: %s%n", rule.getKey().getClause(), rule.getKey().getTestNumber(),
				    count == null ? rule.getValue().size() : count, first.getMessage());
				for (TestAssertion one : rule.getValue().subList(0, Math.min(examples, rule.getValue().size())))
					System.out.printf("       at %s%s%n", one.getLocation().getContext(),
					    one.getErrorMessage() == null ? "" : ": " + one.getErrorMessage());
			}
			return result.isCompliant();
		}
	}

	/* What the file's own metadata claims: XMP stands uncompressed in a file of PDF/A. */
	private static List<PDFAFlavour> claimed(File file) throws IOException {
		String text = new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1);
		Matcher part = Pattern.compile("pdfaid:part(?:>|=\")([1-4])").matcher(text);
		Matcher level = Pattern.compile("pdfaid:conformance(?:>|=\")([A-Z])").matcher(text);
		Matcher access = Pattern.compile("pdfuaid:part(?:>|=\")([12])").matcher(text);
		List<PDFAFlavour> found = new ArrayList<>();

		if (part.find())
			found.add(PDFAFlavour.fromString(part.group(1) + (level.find() ? level.group(1).toLowerCase() : "")));
		if (access.find())
			found.add(PDFAFlavour.fromString("ua" + access.group(1)));
		return found;
	}

	public static void main(String[] args) throws Exception {
		List<PDFAFlavour> asked = new ArrayList<>();
		int examples = 3, status = 0, at = 0;

		for (; at + 1 < args.length && args[at].startsWith("-"); at += 2)
			if (args[at].equals("-n"))
				examples = Integer.parseInt(args[at + 1]);
			else
				for (String id : args[at + 1].split(","))
					asked.add(PDFAFlavour.fromString(id));
		Logger.getLogger("").setLevel(Level.OFF);
		VeraGreenfieldFoundryProvider.initialise();
		for (; at < args.length; at++) {
			File file = new File(args[at]);
			try {
				List<PDFAFlavour> flavours = asked.isEmpty() ? claimed(file) : asked;
				if (flavours.isEmpty()) {
					System.out.printf("FAIL      %s claims no profile%n", file.getPath());
					status = Math.max(status, 1);
				}
				for (PDFAFlavour flavour : flavours)
					if (!judge(file, flavour, examples))
						status = Math.max(status, 1);
			} catch (Exception e) {
				System.out.printf("FAIL      %s cannot be judged: %s%n", file.getPath(), e);
				status = 2;
			}
		}
		System.exit(status);
	}
}
