/*
 * Preflight - asks PDFBox's preflight, made for PDF/A-1b, about many files in one virtual machine.
 *
 *   java -cp JARS Preflight.java ALLOWED FILE...
 *
 * ALLOWED is a file of error codes that PDF/A-3 does not share, one a line, with the reason behind it. Says for each file "ok" or "FAIL" with what is left,
 * each code once. Exit status: 0 nothing is left, 1 something is, 2 a file could not be read.
 */
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

public class Preflight {
	private static ValidationResult ask(File file) throws Exception {
		PreflightParser parser = new PreflightParser(file);
		try {
			parser.parse();
		} catch (SyntaxValidationException e) {
			return e.getResult();
		}
		try (PreflightDocument document = parser.getPreflightDocument()) {
			document.validate();
			return document.getResult();
		}
	}

	public static void main(String[] args) throws Exception {
		Set<String> allowed = new HashSet<>();
		int status = 0;

		Logger.getLogger("").setLevel(Level.OFF);
		for (String line : Files.readAllLines(Paths.get(args[0])))
			if (!line.isEmpty() && !line.startsWith("#"))
				allowed.add(line.split("\\s")[0]);
		for (int i = 1; i < args.length; i++) {
			Map<String, String> left = new TreeMap<>();
			try {
				for (ValidationResult.ValidationError e : ask(new File(args[i])).getErrorsList())
					if (!allowed.contains(e.getErrorCode()))
						left.putIfAbsent(e.getErrorCode(), e.getDetails());
			} catch (Exception e) {
				left.put("-", "cannot be read: " + e);
				status = 2;
			}
			System.out.printf("%-4s %s%n", left.isEmpty() ? "ok" : "FAIL", args[i]);
			for (Map.Entry<String, String> e : left.entrySet())
				System.out.printf("     %s %s%n", e.getKey(), e.getValue());
			if (!left.isEmpty())
				status = Math.max(status, 1);
		}
		System.exit(status);
	}
}
